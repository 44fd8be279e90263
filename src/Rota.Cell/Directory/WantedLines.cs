using Rota.Fabric.Transports;
using Rota.Fabric.Wire;

namespace Rota.Cell.Directory;

/// <summary>Lines that a node was asked for and that have not come yet, by number.</summary>
internal sealed class WantedLines
{
    /// <summary>Longer than a keeper takes to come up there.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Lock gate = new();
    private readonly Dictionary<long, TaskCompletionSource<IConnection?>> open = [];
    private long last;

    /// <summary>Asks for a line, and waits for it.</summary>
    /// <param name="control">The line that the node is asked by.</param>
    /// <returns>The line; null where none came.</returns>
    public IConnection? Take(IConnection control)
    {
        var coming = new TaskCompletionSource<IConnection?>(TaskCreationOptions.RunContinuationsAsynchronously);
        long number;
        lock (gate)
        {
            number = ++last;
            open[number] = coming;
        }

        var line = Ask(control, number) && coming.Task.Wait(Patience) ? coming.Task.Result : null;
        lock (gate)
        {
            // It may have come in the very moment that patience was over.
            return open.Remove(number) ? line : coming.Task.GetAwaiter().GetResult();
        }
    }

    /// <summary>A line has come.</summary>
    /// <returns>Whether somebody waits for it.</returns>
    public bool TryFill(long number, IConnection line)
    {
        lock (gate)
        {
            return open.Remove(number, out var coming) && coming.TrySetResult(line);
        }
    }

    /// <summary>None of them comes any more.</summary>
    public void GiveUp()
    {
        lock (gate)
        {
            foreach (var coming in open.Values)
            {
                coming.TrySetResult(null);
            }

            open.Clear();
        }
    }

    private static bool Ask(IConnection control, long number)
    {
        var writer = new FrameWriter();
        writer.Begin(FrameKind.LineWanted).Int64(number).End();
        try
        {
            control.Send(writer.Written.Span);
            return true;
        }
        catch (ConnectionEndedException)
        {
            return false;
        }
    }
}
