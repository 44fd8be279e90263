using System.Net;
using System.Net.Sockets;

namespace Rota.Fabric.Tests.Cells;

/// <summary>A way between two machines that can go silent, or break.</summary>
internal sealed class Relay : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly List<TcpClient> clients = [];
    private readonly int port;
    private volatile bool isSilentThere;
    private volatile bool isSilentBack;
    private long left = long.MaxValue;

    public Relay(Uri to)
    {
        port = to.Port;
        listener.Start();
        _ = Accept();
    }

    public Uri Address => new($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Nothing gets through any more, and nobody is told.</summary>
    public void GoSilent(bool there, bool back) => (isSilentThere, isSilentBack) = (there, back);

    /// <summary>Breaks after so many more bytes of the side that dialed.</summary>
    public void BreakAfter(int bytes) => Interlocked.Exchange(ref left, bytes);

    public void Dispose()
    {
        over.Cancel();
        listener.Stop();
        lock (clients)
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private async Task Accept()
    {
        while (!over.IsCancellationRequested)
        {
            try
            {
                var near = await listener.AcceptTcpClientAsync(over.Token);
                var far = new TcpClient();
                lock (clients)
                {
                    clients.AddRange([near, far]);
                }

                await far.ConnectAsync(IPAddress.Loopback, port, over.Token);
                _ = Carry(near, far, isThere: true);
                _ = Carry(far, near, isThere: false);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The next one, or none.
            }
        }
    }

    private async Task Carry(TcpClient from, TcpClient to, bool isThere)
    {
        var room = new byte[16 << 10];
        try
        {
            int count;
            while ((count = await from.GetStream().ReadAsync(room, over.Token)) > 0)
            {
                if (isThere ? isSilentThere : isSilentBack)
                {
                    continue;
                }

                var passed = isThere ? (int)Math.Min(count, Math.Max(0, Interlocked.Add(ref left, -count) + count)) : count;
                await to.GetStream().WriteAsync(room.AsMemory(0, passed), over.Token);
                if (passed < count)
                {
                    break;
                }
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It broke.
        }

        from.Dispose();
        to.Dispose();
    }
}
