using Rota.Fabric.Transports;

namespace Rota.Cell.Lines;

/// <summary>Opens lines to another machine: each is a request that lasts.</summary>
/// <param name="dialer">The connection to the machine.</param>
/// <param name="path">What is asked for there.</param>
public sealed class HttpTransport(HttpDialer dialer, string path) : ITransport
{
    private static readonly TimeSpan FarewellMax = TimeSpan.FromSeconds(5);

    /// <summary>Why there was no connection the last time; null where there was.</summary>
    public string? LastRefusal { get; private set; }

    /// <inheritdoc/>
    public IConnection? TryConnect() => TryOpen().GetAwaiter().GetResult();

    private async Task<IConnection?> TryOpen()
    {
        (var pipe, LastRefusal) = await HttpPipe.TryOpen(dialer, path, CancellationToken.None).ConfigureAwait(false);
        if (pipe is null)
        {
            return null;
        }

        var line = new HttpLine(pipe.Incoming, pipe.Outgoing);
        _ = Farewell(line, pipe);
        return line;
    }

    /// <summary>
    /// Ends the request when the line ends, and waits for the other side to end too: what was sent last is cut off
    /// otherwise.
    /// </summary>
    private static async Task Farewell(HttpLine line, HttpPipe pipe)
    {
        await line.Ended.ConfigureAwait(false);
        pipe.Finish();
        using var patience = new CancellationTokenSource(FarewellMax);
        try
        {
            var room = new byte[4096];
            while (await pipe.Incoming.ReadAsync(room, patience.Token).ConfigureAwait(false) > 0)
            {
                // Nobody is there any more to take it.
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
        {
            // The connection is gone, or the other side takes its time.
        }

        pipe.Dispose();
    }
}
