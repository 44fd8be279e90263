using Rota.Core.Model;
using Rota.Core.Reconcile;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Node;
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

/// <summary>
/// An attempt is over when its processes are. Of one that was lost with keeper and anchor, what put off its mark
/// cannot be known.
/// </summary>
internal sealed class OverWhenAllIsOver : Promise
{
    public override string Name => "anytime_an_attempt_ends_after_its_processes";

    public override void Committed(Membership place, TurnChanges changes)
    {
        foreach (var end in changes.Ended.Where(end => !IsForgotten(end)))
        {
            var left = Book.Node.Processes.All.FirstOrDefault(process =>
                process is { IsOfTask: true, IsAlive: true }
                && Book.Node.Tasks.RunOf(process)?.Attempt == end.Attempt.Id.Value
                && (process.Mark is not null || end.Outcome != TaskState.Lost)
            );
            if (left is not null)
            {
                Broken($"attempt {end.Attempt.Id} is {end.Outcome}, and its process {left.Pid} lives");
            }
        }
    }

    /// <summary>Given up by a runner, because its keeper lost the record of it.</summary>
    private static bool IsForgotten(EndedAttempt end) =>
        end.Outcome == TaskState.Lost
        && (
            end.Reason!.Contains("does not know of it", StringComparison.Ordinal)
            || end.Reason.Contains("was damaged or removed", StringComparison.Ordinal)
        );
}

/// <summary>
/// A keeper signals processes of attempts that are told to end or whose leader has ended, and no other process.
/// </summary>
internal sealed class NothingElseIsTouched : Promise
{
    private readonly HashSet<long> mayBeSignalled = [];

    public override string Name => "anytime_nothing_else_is_touched";

    public override void Committed(Membership place, TurnChanges changes) =>
        mayBeSignalled.UnionWith(
            changes.Attempts.Where(attempt => attempt.Stop != StopReason.None).Select(attempt => attempt.Id.Value)
        );

    public override void Ended(SimProcess process, TaskRun run) => mayBeSignalled.Add(run.Attempt);

    public override void Signalled(SimProcess process)
    {
        if (Book.Node.Tasks.RunOf(process) is not { } run)
        {
            Broken($"the keeper signals {process.Role} {process.Pid}");
        }
        else if (!mayBeSignalled.Contains(run.Attempt))
        {
            Broken($"the keeper signals process {process.Pid} of attempt {run.Attempt}, whose end nobody wants");
        }
    }
}

/// <summary>When all jobs have ended, none of their processes lives that still has its mark.</summary>
internal sealed class NothingIsLeft : Promise
{
    public override string Name => "finally_nothing_is_left";

    public override void AtTheEnd()
    {
        foreach (
            var left in Book.Node.Processes.All.Where(process =>
                process is { IsOfTask: true, IsAlive: true, Mark: not null }
            )
        )
        {
            Broken($"process {left.Pid} of attempt {Book.Node.Tasks.RunOf(left)?.Attempt} lives");
        }
    }
}

/// <summary>
/// As long as the anchor above its keeper lives, a process is not taken for lost, unless the keeper died in the
/// middle of starting it.
/// </summary>
internal sealed class NoExitCodeIsLost : Promise
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
                !Book.Node.Journals.HasHurt
                && runs.TryGetValue(end.Attempt.Id.Value, out var run)
                && run.Anchor is { IsAlive: true }
                && end.Reason?.Contains(InDoubt, StringComparison.Ordinal) != true
            )
            {
                Broken($"attempt {end.Attempt.Id}: {end.Reason}");
            }
        }
    }
}
