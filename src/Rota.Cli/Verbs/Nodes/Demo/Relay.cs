using System.Net;
using System.Net.Sockets;

namespace Rota.Cli.Verbs.Nodes.Demo;

/// <summary>
/// The way from a node of the demo to its home, which can be cut: what is sent then arrives nowhere, and nobody is
/// told, as with a pulled cable.
/// </summary>
internal sealed class Relay : IDisposable
{
    private const int BufferBytes = 1 << 16;
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ended = new();
    private readonly Gate toHome = new();
    private readonly Gate toNode = new();
    private readonly int home;

    /// <summary>Opens it.</summary>
    /// <param name="home">The port of the home.</param>
    public Relay(int home)
    {
        this.home = home;
        listener.Start();
        _ = Accept();
    }

    /// <summary>Where the node finds its home.</summary>
    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Whether nothing passes in one direction or in both.</summary>
    public bool IsCut => !toHome.IsOpen || !toNode.IsOpen;

    /// <summary>Lets nothing pass.</summary>
    /// <param name="isToHomeOnly">Only what the node sends: it hears its home, and is not heard.</param>
    public void Cut(bool isToHomeOnly)
    {
        toHome.Close();
        if (!isToHomeOnly)
        {
            toNode.Close();
        }
    }

    /// <summary>Lets all pass again.</summary>
    public void Mend()
    {
        toHome.Open();
        toNode.Open();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ended.Cancel();
        listener.Dispose();
        Mend();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Connect(await listener.AcceptTcpClientAsync(ended.Token).ConfigureAwait(false));
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The demo ends.
        }
    }

    private async Task Connect(TcpClient node)
    {
        using var there = new TcpClient();
        using (node)
        {
            try
            {
                await there.ConnectAsync(IPAddress.Loopback, home, ended.Token).ConfigureAwait(false);
                var (one, other) = (node.GetStream(), there.GetStream());
                await Task.WhenAny(Pass(one, other, toHome), Pass(other, one, toNode)).ConfigureAwait(false);
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                // Nobody is there: the node finds its connection closed.
            }
        }
    }

    private async Task Pass(NetworkStream from, NetworkStream to, Gate gate)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, ended.Token).ConfigureAwait(false)) > 0)
            {
                await gate.Passed.ConfigureAwait(false);
                await to.WriteAsync(buffer.AsMemory(0, read), ended.Token).ConfigureAwait(false);
            }

            // That an end has come passes no sooner than anything else.
            await gate.Passed.ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One side is gone, and so the other goes.
        }
    }

    /// <summary>What passes one way waits here while it is closed.</summary>
    private sealed class Gate
    {
        private volatile TaskCompletionSource passing = Opened();

        public bool IsOpen => passing.Task.IsCompleted;

        public Task Passed => passing.Task;

        public void Close()
        {
            if (IsOpen)
            {
                passing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public void Open() => passing.TrySetResult();

        private static TaskCompletionSource Opened()
        {
            var source = new TaskCompletionSource();
            source.SetResult();
            return source;
        }
    }
}
