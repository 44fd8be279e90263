using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Rota.Web.Tests.Client;

/// <summary>Something else that listens: connection by connection it sends these bytes and hangs up; the last ones again and again.</summary>
internal sealed class Other : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> heads = [];
    private readonly string[] answers;

    public Other(params string[] answers)
    {
        this.answers = answers;
        listener.Start();
        _ = Serve();
    }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    /// <summary>What it was asked, each as it came.</summary>
    public IReadOnlyCollection<string> Heads => heads;

    public int Asked => heads.Count;

    public void Dispose() => listener.Dispose();

    private async Task Serve()
    {
        while (true)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync();
                var part = new byte[64 << 10];
                var length = await client.GetStream().ReadAsync(part);
                heads.Enqueue(Encoding.ASCII.GetString(part, 0, length));
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answers[Math.Min(heads.Count, answers.Length) - 1]));
                client.Client.Shutdown(SocketShutdown.Send);
            }
            catch (Exception gone) when (gone is ObjectDisposedException or SocketException or IOException)
            {
                return;
            }
        }
    }
}
