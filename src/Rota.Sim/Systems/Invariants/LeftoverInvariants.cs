using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Invariants;

/// <summary>
/// An attempt is over when its processes are. Of one that was lost with keeper and anchor, what put off its mark
/// cannot be known.
/// </summary>
internal sealed class OverWhenAllIsOver : WorldInvariant
{
    public override string Name => "anytime_an_attempt_ends_after_its_processes";

    public override void Committed(Membership place, TurnChanges changes)
    {
        foreach (var end in changes.Ended.Where(end => !IsForgotten(end)))
        {
            var left = Book
                .Living.Where(living =>
                    living.Run?.Attempt == end.Attempt.Id.Value
                    && Book.Counts(living.Process)
                    && (living.Process.Mark is not null || end.Outcome != TaskState.Lost)
                )
                .Select(living => living.Process)
                .FirstOrDefault();
            if (left is not null)
            {
                Broken($"attempt {end.Attempt.Id} is {end.Outcome}, and its {left.Name} lives");
            }
        }
    }

    /// <summary>
    /// Given up by a runner, because its keeper lost the record of it, or because a person took its node out.
    /// </summary>
    public static bool IsForgotten(EndedAttempt end) =>
        end.Outcome == TaskState.Lost
        && (
            end.Reason!.Contains("does not know of it", StringComparison.Ordinal)
            || end.Reason.Contains("was damaged or removed", StringComparison.Ordinal)
            || IsOfRemoved(end)
        );

    /// <summary>Lost because a person took its node out: it may run on there.</summary>
    public static bool IsOfRemoved(EndedAttempt end) =>
        end.Outcome == TaskState.Lost
        && end.Reason?.Contains("was taken out of the cell", StringComparison.Ordinal) == true;
}

/// <summary>
/// A keeper signals processes of attempts that are told to end or whose leader has ended, and no other process. One
/// whose keeper was killed in the middle of starting it, or lost its record, may have to be given up, and is ended
/// then: the outcome says so later.
/// </summary>
internal sealed class NothingElseIsTouched : WorldInvariant
{
    private readonly HashSet<long> mayBeSignalled = [];
    private readonly Dictionary<long, int> unexplained = [];

    public override string Name => "finally_nothing_else_is_touched";

    public override void Committed(Membership place, TurnChanges changes)
    {
        mayBeSignalled.UnionWith(
            changes.Attempts.Where(attempt => attempt.Stop != StopReason.None).Select(attempt => attempt.Id.Value)
        );
        mayBeSignalled.UnionWith(changes.Ended.Select(end => end.Attempt.Id.Value));
        foreach (
            var end in changes.Ended.Where(end =>
                NoExitCodeIsLost.IsInDoubt(end)
                || IsGivenUp(end)
                || OverWhenAllIsOver.IsOfRemoved(end)
                || Replacements.IsReplaced(end)
            )
        )
        {
            unexplained.Remove(end.Attempt.Id.Value);
        }
    }

    /// <summary>
    /// Given up by its keeper, whose journal no longer told which of the living processes was its own; or lost with the
    /// machine, where the power failed before anybody heard of that.
    /// </summary>
    private static bool IsGivenUp(EndedAttempt end) =>
        end is { Outcome: TaskState.Lost, Reason: { } reason }
        && (
            reason.StartsWith("the keeper's journal was damaged", StringComparison.Ordinal)
            || reason.StartsWith("the machine was restarted", StringComparison.Ordinal)
        );

    public override void Ended(SimProcess process, TaskRun run) => mayBeSignalled.Add(run.Attempt);

    public override void Signalled(SimProcess process)
    {
        if (Book.RunOf(process) is not { } run)
        {
            Broken($"the keeper signals {process.Name}");
        }
        else if (!mayBeSignalled.Contains(run.Attempt) && !HasLease(run))
        {
            unexplained.TryAdd(run.Attempt, process.Pid);
        }
    }

    /// <summary>Its node may end it when the home is silent.</summary>
    private bool HasLease(TaskRun run) =>
        run.Node != Book.Node
        && Book.Jobs.TryGetValue(run.Job, out var job)
        && job.Policies[job.Tasks.First(task => task.Id == run.Entry).Policy].OnDisconnect.SelfStopAfter is not null;

    public override void AtTheEnd()
    {
        foreach (var (attempt, pid) in unexplained)
        {
            Broken($"the keeper signalled process {pid} of attempt {attempt}, whose end nobody wanted");
        }
    }
}

/// <summary>
/// When all jobs have ended, none of their processes lives that still has its mark and whose record was not damaged.
/// </summary>
internal sealed class NothingIsLeft : WorldInvariant
{
    private readonly HashSet<long> forgotten = [];

    public override string Name => "finally_nothing_is_left";

    public override void Committed(Membership place, TurnChanges changes) =>
        forgotten.UnionWith(changes.Ended.Where(OverWhenAllIsOver.IsForgotten).Select(end => end.Attempt.Id.Value));

    public override void AtTheEnd()
    {
        foreach (var (left, run) in Book.Living)
        {
            if (left.Mark is not null && run is not null && !forgotten.Contains(run.Attempt))
            {
                Broken($"{left.Name} of attempt {run.Attempt} lives");
            }
        }
    }
}
