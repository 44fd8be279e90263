using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Sim.Systems.Loads;

namespace Rota.Sim.Systems.Invariants;

/// <summary>A job starts after those that it needs have ended as it asks.</summary>
internal sealed class NeededJobsEndFirst : IntentInvariant
{
    private readonly Dictionary<JobId, JobState> ended = [];

    public override string Name => "anytime_needed_jobs_end_first";

    protected override void Intended(Attempt attempt)
    {
        if (!Book.Jobs.TryGetValue(attempt.Job.Id.Value, out var job))
        {
            return;
        }

        foreach (var need in job.After)
        {
            if (!ended.TryGetValue(need.Job, out var outcome) || !need.IsMetBy(outcome))
            {
                Broken($"job {attempt.Job.Id} starts, and job {need.Job} has not ended as {need.Condition}");
            }
        }
    }

    protected override void After(TurnChanges changes)
    {
        foreach (var job in changes.Jobs.Where(job => job.Ended is not null))
        {
            ended[job.Id] = job.State;
        }
    }
}

/// <summary>What runs however a job ends does so once all others have ended, and does not stay undone.</summary>
internal sealed class FinallyComesLast : IntentInvariant
{
    public override string Name => "anytime_finally_comes_last";

    protected override void Intended(Attempt attempt)
    {
        if (!attempt.Group.IsFinally)
        {
            return;
        }

        foreach (var entry in attempt.Job.Groups.Where(entry => entry is { IsFinally: false, IsEnded: false }))
        {
            Broken($"task {attempt.Task} starts, and entry {entry.Ordinal} of its job has not ended");
        }
    }

    public override void AtTheEnd()
    {
        using var queries = Book.Cell.Home.Store.Read();
        foreach (var (id, job) in Book.Jobs)
        {
            var row = queries.Job(new JobId(id));
            foreach (var group in row?.Started is null ? [] : queries.Groups(row.Id))
            {
                if (job.Tasks[group.Ordinal].IsFinally && group.Counts[(int)TaskState.Skipped] > 0)
                {
                    Broken($"entry {group.Ordinal} of job {id} was skipped, and runs however the job ends");
                }
            }
        }
    }
}

/// <summary>Nothing of a queue starts while it is closed.</summary>
internal sealed class HoursAreKept : IntentInvariant
{
    /// <summary>What a turn and its commit may take.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(3);
    private readonly OpenHours hours = OpenHours.Parse(LaterJobs.Hours, ScheduleSpec.DefaultZone)!;

    public override string Name => "anytime_hours_are_kept";

    protected override void Intended(Attempt attempt)
    {
        var (world, clock) = (Book.Node.World, Book.Node.Clock);
        if (
            attempt.Shape.Queue == LaterJobs.Queue
            && world.Now - clock.WallSetAt > Slack.TotalMicroseconds
            && !hours.IsOpen(TimeZoneInfo.Utc, clock.Wall)
            && !hours.IsOpen(TimeZoneInfo.Utc, clock.Wall + -Slack)
        )
        {
            Broken($"task {attempt.Task} starts at {clock.Wall}, and its queue is closed");
        }
    }
}

/// <summary>
/// Two starts of a job that spaces them are that far apart, on the clock of who decided them, on that of the world or
/// on the wall: the first is wall time where another process took over, and only the last goes on while a machine
/// sleeps.
/// </summary>
internal sealed class StartsAreApart : IntentInvariant
{
    private readonly Dictionary<long, (Instant Intended, long Now, Instant Wall)> last = [];

    public override string Name => "anytime_starts_are_apart";

    protected override void Intended(Attempt attempt)
    {
        var (job, now, wall) = (attempt.Job.Id.Value, Book.Node.World.Now, Book.Node.Clock.Wall);
        if (
            attempt.Job.Spec.Spacing is { } spacing
            && last.TryGetValue(job, out var before)
            && attempt.Intended - before.Intended < spacing
            && now - before.Now < spacing.TotalMicroseconds
            && wall - before.Wall < spacing
        )
        {
            Broken(
                $"job {job} starts a task {attempt.Intended - before.Intended} after another, "
                    + $"and they are to be {spacing} apart"
            );
        }

        last[job] = (attempt.Intended, now, wall);
    }
}
