using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Invariants;

/// <summary>
/// What was cancelled, ran past its timeout or was replaced is gone a while after, once nothing holds anybody up.
/// </summary>
internal sealed class StoppedTasksEnd : WorldInvariant
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

        foreach (var end in changes.Ended.Where(Replacements.IsReplaced))
        {
            stopped.TryAdd(end.Attempt.Id.Value, Book.Node.World.Now);
        }
    }

    public override void Ended(SimProcess process, TaskRun run)
    {
        if (
            !Book.Cell.IsRemoved(run.Node)
            && stopped.TryGetValue(run.Attempt, out var since)
            && Book.Node.World.Now - Math.Max(since, Book.HealedAt) is var took and > Most
            && Book.HealedAt > 0
        )
        {
            Broken($"attempt {run.Attempt} lived {took / 1e6:0.0} s after it was told to end");
        }
    }
}

/// <summary>
/// As long as the anchor above its keeper lives, a process is not taken for lost, unless the keeper died in the
/// middle of starting it, or its job asks for that where its node is cut off.
/// </summary>
internal sealed class NoExitCodeIsLost : WorldInvariant
{
    private const string InDoubt = "while it started";
    private readonly Dictionary<long, TaskRun> runs = [];

    public override string Name => "anytime_no_exit_code_is_lost";

    public override void Spawned(SimProcess process, TaskRun run) => runs[run.Attempt] = run;

    public override void Committed(Membership place, TurnChanges changes)
    {
        foreach (var end in changes.Ended.Where(end => end.Outcome == TaskState.Lost))
        {
            if (
                runs.TryGetValue(end.Attempt.Id.Value, out var run)
                && !run.Node.Journals.HasHurt
                && !Book.Cell.IsRemoved(run.Node)
                && run.Anchor is { IsAlive: true }
                && !IsInDoubt(end)
                && !Replacements.IsReplaced(end)
                && !Replacements.IsStoppedByItsNode(end)
            )
            {
                Broken($"attempt {end.Attempt.Id}: {end.Reason}");
            }
        }
    }

    /// <summary>Whether it was given up because its keeper was killed in the middle of starting it.</summary>
    public static bool IsInDoubt(EndedAttempt end) =>
        end.Outcome == TaskState.Lost && end.Reason?.Contains(InDoubt, StringComparison.Ordinal) == true;
}
