using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Scheduling.Effects;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Invariants;

/// <summary>An attempt ends once, and a task that has succeeded stays so.</summary>
internal sealed class OneOutcome : WorldInvariant
{
    private readonly HashSet<AttemptId> ended = [];
    private readonly HashSet<TaskKey> succeeded = [];

    public override string Name => "anytime_one_outcome";

    public override void Committed(Membership place, TurnChanges changes)
    {
        foreach (var end in changes.Ended)
        {
            if (!ended.Add(end.Attempt.Id))
            {
                Broken($"attempt {end.Attempt.Id} ended twice");
            }
        }

        foreach (var change in changes.Tasks)
        {
            if (change.State == TaskState.Succeeded)
            {
                succeeded.Add(change.Task);
            }
            else if (succeeded.Contains(change.Task))
            {
                Broken($"task {change.Task} had succeeded, and is {change.State?.ToString() ?? "live"} now");
            }
        }
    }
}

/// <summary>In one epoch, one runner commits for a partition.</summary>
internal sealed class OneOwner : WorldInvariant
{
    private readonly Dictionary<(long Epoch, int Partition), long> writers = [];
    private long highest;

    public override string Name => "anytime_one_owner";

    public override void Committed(Membership place, TurnChanges changes)
    {
        var epoch = place.Frame.Epoch;
        if (epoch < highest)
        {
            Broken($"a turn of epoch {epoch} was committed after one of {highest}");
        }

        highest = Math.Max(highest, epoch);
        foreach (var partition in changes.Jobs.Select(job => Partition.Of(job.Id)).Distinct())
        {
            if (writers.TryGetValue((epoch, partition), out var other) && other != place.Incarnation)
            {
                Broken($"partition {partition} was written by {other} and {place.Incarnation} in epoch {epoch}");
            }

            writers[(epoch, partition)] = place.Incarnation;
        }
    }
}

/// <summary>A keeper is told to forget an end only when it is committed, or the attempt was taken back.</summary>
internal sealed class AcknowledgedIsCommitted : WorldInvariant
{
    private readonly HashSet<long> over = [];

    public override string Name => "anytime_acknowledged_is_committed";

    public override void Committed(Membership place, TurnChanges changes)
    {
        over.UnionWith(changes.Ended.Select(end => end.Attempt.Id.Value));
        over.UnionWith(changes.Withdrawn.Select(attempt => attempt.Id.Value));
    }

    public override void Acknowledged(long attempt)
    {
        if (!over.Contains(attempt))
        {
            Broken($"the keeper was told to forget the end of attempt {attempt}, which is not committed");
        }
    }
}
