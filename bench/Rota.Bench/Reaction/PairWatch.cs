using Rota.Bench.Report;
using Rota.Bench.Worlds;
using Rota.Core.Model;
using Rota.Fabric.Orders;

namespace Rota.Bench.Reaction;

/// <summary>For pairs of a task and its dependant: from the task's exit to its record and to the dependant's start.</summary>
/// <param name="pairs">How many pairs there are.</param>
internal sealed class PairWatch(int pairs) : IExitWatch
{
    private readonly Dictionary<(JobId, int), long> exits = [];
    private int started;

    /// <summary>From exit to recorded outcome, in microseconds.</summary>
    public Samples Records { get; } = new();

    /// <summary>From exit to the order to start the dependant, in microseconds.</summary>
    public Samples Starts { get; } = new();

    /// <summary>Is set when every first task was started.</summary>
    public ManualResetEventSlim AllLive { get; } = new();

    /// <summary>Is set when every dependant was started.</summary>
    public ManualResetEventSlim Done { get; } = new();

    /// <inheritdoc/>
    public void Ordered(NodeOrder.Launch attempt, long now)
    {
        lock (exits)
        {
            if (IsFirst(attempt))
            {
                started++;
                Set(AllLive, started);
                return;
            }

            Starts.Add(now - exits[(attempt.Job, attempt.Group - 1)]);
        }
    }

    /// <inheritdoc/>
    public void Exited(NodeOrder.Launch attempt, long now)
    {
        lock (exits)
        {
            if (IsFirst(attempt))
            {
                exits[(attempt.Job, attempt.Group)] = now;
            }
        }
    }

    /// <inheritdoc/>
    public void Recorded(NodeOrder.Launch attempt, long now)
    {
        lock (exits)
        {
            if (IsFirst(attempt))
            {
                Records.Add(now - exits[(attempt.Job, attempt.Group)]);
                Set(Done, Records.Count);
            }
        }
    }

    /// <summary>Whether others wait for it.</summary>
    public static bool IsFirst(NodeOrder.Launch attempt) => attempt.Group % 2 == 0;

    private void Set(ManualResetEventSlim signal, int count)
    {
        if (count == pairs)
        {
            signal.Set();
        }
    }
}
