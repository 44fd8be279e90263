using System.Net.Sockets;
using System.Text;

namespace Rota.Store.Tests.Postgres;

/// <summary>What becomes of the next commit that goes through a proxy.</summary>
internal enum Cut
{
    /// <summary>It goes through.</summary>
    None,

    /// <summary>The server never hears of it.</summary>
    Before,

    /// <summary>The server carries it out, and its answer is lost.</summary>
    After,

    /// <summary>The connection is gone first; the server hears of it a while later.</summary>
    Late,
}

/// <summary>Stands between a home and its server, and cuts the connection at a commit when it is told to.</summary>
internal sealed class CuttingProxy : IDisposable
{
    private const string Name = ".s.PGSQL.5432";
    private static readonly byte[] Commit = Encoding.ASCII.GetBytes("COMMIT");
    private readonly string directory = Directory.CreateTempSubdirectory("rota-proxy-").FullName;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string target;
    private int next;

    public CuttingProxy(string socketDirectory)
    {
        target = Path.Combine(socketDirectory, Name);
        listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(directory, Name)));
        listener.Listen();
        _ = Task.Run(Accept);
    }

    /// <summary>How many were cut.</summary>
    public int Cuts { get; private set; }

    public string AddressOf(string address) =>
        $"postgres://rota@{Uri.EscapeDataString(directory)}/{address[(address.LastIndexOf('/') + 1)..]}";

    /// <summary>Cuts the next commit.</summary>
    public void Arm(Cut cut) => Volatile.Write(ref next, (int)cut);

    public void Dispose()
    {
        listener.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync();
                _ = Task.Run(() => Carry(client));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Carry(Socket client)
    {
        using var near = client;
        using var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await server.ConnectAsync(new UnixDomainSocketEndPoint(target));
            var back = Task.Run(() => Copy(server, client));
            var buffer = new byte[1 << 16];
            for (int length; (length = await client.ReceiveAsync(buffer)) > 0;)
            {
                var cut = buffer.AsSpan(0, length).IndexOf(Commit) >= 0 ? (Cut)Interlocked.Exchange(ref next, 0) : Cut.None;
                Cuts += cut == Cut.None ? 0 : 1;
                if (cut == Cut.Before)
                {
                    return;
                }

                if (cut == Cut.Late)
                {
                    client.Close();
                    await Task.Delay(300);
                }

                if (cut == Cut.After)
                {
                    client.Shutdown(SocketShutdown.Both);
                    client.Close();
                }

                await server.SendAsync(buffer.AsMemory(0, length));
                if (cut != Cut.None)
                {
                    // The server reads on, and ends the session when there is nothing more.
                    server.Shutdown(SocketShutdown.Send);
                    _ = await server.ReceiveAsync(buffer);
                    return;
                }
            }

            server.Shutdown(SocketShutdown.Send);
            await back;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // One side is gone, and so is the other.
        }
    }

    private static async Task Copy(Socket from, Socket to)
    {
        try
        {
            var buffer = new byte[1 << 16];
            for (int length; (length = await from.ReceiveAsync(buffer)) > 0;)
            {
                await to.SendAsync(buffer.AsMemory(0, length));
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The same.
        }
    }
}
