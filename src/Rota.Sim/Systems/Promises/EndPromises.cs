using Rota.Core.Reconcile;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Node;
using Rota.Store.Queries;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Promises;

/// <summary>What was cancelled or ran past its timeout is gone a while after, once nothing holds anybody up.</summary>
internal sealed class StoppedTasksEnd : Promise
{
    /// <summary>The grace of the simulated jobs, and what a keeper may take to come back.</summary>
    private const long Most = 15_000_000;
    private readonly Dictionary<long, long> stopped = [];

    public override string Name => "eventually_stopped_tasks_end";

    public override void Committed(Membership place, TurnChanges changes)
    {
        foreach (var attempt in changes.Attempts.Where(attempt => attempt.Stop != StopReason.None))
        {
            stopped.TryAdd(attempt.Id.Value, Book.Node.World.Now);
        }
    }

    public override void Ended(SimProcess process, TaskRun run)
    {
        if (
            stopped.TryGetValue(run.Attempt, out var since)
            && Book.Node.World.Now - Math.Max(since, Book.HealedAt) is var took and > Most
            && Book.HealedAt > 0
        )
        {
            Broken($"attempt {run.Attempt} lived {took / 1e6:0.0} s after it was told to end");
        }
    }
}

/// <summary>As long as no anchor dies and the power holds, no exit code is lost of what is known to have started.</summary>
internal sealed class NoExitCodeIsLost : Promise
{
    public override string Name => "finally_no_exit_code_is_lost";

    public override void AtTheEnd()
    {
        if (Book.AnchorDied)
        {
            return;
        }

        using var queries = new JobQueries(Book.Node.State);
        using var rows = queries
            .Connection.Prepare(
                "SELECT id, reason FROM attempt WHERE reason LIKE '%unseen%' OR reason LIKE '%could have seen%'"
            )
            .Rows();
        while (rows.Read())
        {
            Broken($"attempt {rows.Int64(0)}: {rows.Text(1)}");
        }
    }
}
