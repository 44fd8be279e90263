using Rota.Fabric.Transports;

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
    /// <param name="ask">Asks by a number; false where that cannot be.</param>
    /// <returns>The line; null where none came.</returns>
    public IConnection? Take(Func<long, bool> ask)
    {
        var coming = new TaskCompletionSource<IConnection?>(TaskCreationOptions.RunContinuationsAsynchronously);
        long number;
        lock (gate)
        {
            number = ++last;
            open[number] = coming;
        }

        var line = ask(number) && coming.Task.Wait(Patience) ? coming.Task.Result : null;
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
}
