using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Rota.Cli.Tests.Otlp;

/// <summary>A collector of this process: takes OTLP in its JSON form, or fails as it is told.</summary>
internal sealed class Collector : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly ConcurrentQueue<JsonElement> requests = new();
    private int refused;

    public Collector()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
        }

        listener.Prefixes.Add(Url.ToString());
        listener.Start();
        _ = Task.Run(Serve);
    }

    public Uri Url { get; }

    /// <summary>What it answers.</summary>
    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    /// <summary>Whether it answers nothing at all.</summary>
    public bool IsSilent { get; set; }

    /// <summary>How often it answered otherwise than with success.</summary>
    public int Refused => Volatile.Read(ref refused);

    public IReadOnlyList<JsonElement> Spans => All("resourceSpans", "scopeSpans", "spans");

    public IReadOnlyList<JsonElement> Metrics => All("resourceMetrics", "scopeMetrics", "metrics");

    public void Dispose() => listener.Close();

    private JsonElement[] All(string all, string scoped, string items) =>
    [
        .. from request in requests
           where request.TryGetProperty(all, out _)
           from resource in request.GetProperty(all).EnumerateArray()
           from scope in resource.GetProperty(scoped).EnumerateArray()
           from item in scope.GetProperty(items).EnumerateArray()
           select item,
    ];

    private void Serve()
    {
        try
        {
            while (true)
            {
                var context = listener.GetContext();
                using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
                var body = JsonDocument.Parse(reader.ReadToEnd()).RootElement;
                if (IsSilent)
                {
                    continue;
                }

                if (Status == HttpStatusCode.OK)
                {
                    requests.Enqueue(body);
                }

                context.Response.StatusCode = (int)Status;
                var isRefused = Status != HttpStatusCode.OK;
                context.Response.Close();
                refused += isRefused ? 1 : 0;
            }
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }
}
