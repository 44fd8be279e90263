using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rota.EndToEnd.Tests.Notifying;

/// <summary>A receiver of webhooks on this machine, which does what it is told to each that comes.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<Received> received = new();
    private readonly Func<Received, string> answer;

    /// <summary>Begins to receive.</summary>
    /// <param name="answer">The head of its answer to each; nothing for none: it hangs up.</param>
    public Receiver(Func<Received, string>? answer = null)
    {
        this.answer = answer ?? (_ => "204 No Content");
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = Task.Run(Accept);
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/hook";

    public IReadOnlyList<Received> All => [.. received];

    public void Dispose() => listener.Dispose();

    private async Task Accept()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = Task.Run(() => Serve(client));
        }
    }

    private void Serve(TcpClient client)
    {
        using var own = client;
        using var stream = client.GetStream();
        try
        {
            var head = new StringBuilder();
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                head.Append((char)stream.ReadByte());
            }

            var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            var headers = lines[1..].Select(line => line.Split(": ", 2))
                .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.OrdinalIgnoreCase);
            var body = new byte[int.Parse(headers.GetValueOrDefault("content-length", "0"))];
            stream.ReadExactly(body);
            var one = new Received(lines[0], headers, Encoding.UTF8.GetString(body));
            received.Enqueue(one);
            if (answer(one) is { Length: > 0 } status)
            {
                stream.Write(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            }
        }
        catch (IOException)
        {
            // The sender was killed.
        }
    }
}

/// <summary>What came.</summary>
internal sealed record Received(string Line, Dictionary<string, string> Headers, string Body)
{
    public string Id => Headers["webhook-id"];
}
