using System.Diagnostics;
using Rota.Fabric.Transports;

namespace Rota.Node.Keeper.Lines;

/// <summary>Carries what is gathered for a runner over its connection, on a thread of its own.</summary>
internal sealed class LinePump(RunnerLine line, IConnection connection)
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(4);

    /// <summary>
    /// Sends until the line is closed: the first report at once, those that follow closely together, because each send
    /// wakes a process up.
    /// </summary>
    public void Run()
    {
        var lastSent = 0L;
        try
        {
            while (line.Await())
            {
                if (Stopwatch.GetElapsedTime(lastSent) < Pace)
                {
                    Thread.Sleep(Pace);
                }

                lastSent = Stopwatch.GetTimestamp();
                if (line.TryTake(out var frames))
                {
                    connection.Send(frames.Written.Span);
                }
            }
        }
        catch (ConnectionEndedException)
        {
            // The runner is gone; whoever owns its partitions next asks for all of them.
            line.Close();
        }
    }
}
