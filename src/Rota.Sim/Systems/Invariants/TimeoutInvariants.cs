using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Invariants;

/// <summary>
/// A task is not ended before its timeout, whatever clocks show; time that a machine sleeps may count. Once nothing
/// holds anybody up, none runs long after it.
/// </summary>
internal sealed class TimeoutsAreKept : WorldInvariant
{
    private const long Slack = 100_000;

    /// <summary>A node comes back, a turn is taken, and the task may care for nothing but SIGKILL.</summary>
    private const long Most = 30_000_000;
    private readonly Dictionary<long, (SimProcess Process, TaskRun Run, long At, long Slept)> started = [];
    private readonly HashSet<long> over = [];

    public override string Name => "anytime_timeouts_are_kept";

    public override void Spawned(SimProcess process, TaskRun run) =>
        started[run.Attempt] = (process, run, Book.Node.World.Now, SleptOf(run));

    public override void Committed(Membership place, TurnChanges changes)
    {
        foreach (var attempt in changes.Attempts.Where(attempt => attempt.Stop == StopReason.TimedOut))
        {
            if (
                over.Add(attempt.Id.Value)
                && started.TryGetValue(attempt.Id.Value, out var start)
                && start.Process.IsAlive
                && TimeoutOf(start.Run) is { } timeout
                && Book.Node.World.Now - start.At + SleptOf(start.Run) - start.Slept is var ran
                && ran < timeout.TotalMicroseconds - Slack
            )
            {
                Broken($"attempt {attempt.Id} is ended after {ran / 1e6:0.0} s, and its timeout is {timeout}");
            }
        }
    }

    public override void Ended(SimProcess process, TaskRun run)
    {
        if (
            Book.HealedAt > 0
            && Book.Counts(run.Node)
            && TimeoutOf(run) is { } timeout
            && Book.Node.World.Now - Math.Max(Book.HealedAt, started[run.Attempt].At) is var ran
            && ran > timeout.TotalMicroseconds + Most
        )
        {
            Broken($"attempt {run.Attempt} ran for {ran / 1e6:0.0} s, and its timeout is {timeout}");
        }
    }

    private long SleptOf(TaskRun run) => run.Node.Clock.SleptInAll + Book.Node.Clock.SleptInAll;

    private TimeSpan? TimeoutOf(TaskRun run) =>
        Book.Jobs.TryGetValue(run.Job, out var job)
            ? job.Policies[job.Tasks.First(task => task.Id == run.Entry).Policy].Timeout
            : null;
}
