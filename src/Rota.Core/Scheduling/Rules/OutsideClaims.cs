using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Strategies;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>
/// Starts tasks where somebody outside wants them. Nothing that holds for Rota's own choice is passed over: what the
/// task requires, the limits, the books; and the node has its last word after. Who claims may be wrong, late, or two.
/// </summary>
internal sealed class OutsideClaims(SchedulerState scheduler, Starter starter)
{
    /// <summary>Tasks before a claimed one that nobody touched: each of them gets a row.</summary>
    public const int AheadMax = 4_096;

    public void Apply(ActiveJob job, JobCommand.Claim claim)
    {
        var group = job.Groups[claim.Group];
        Place? place = null;
        var refused =
            Refused(job, group, claim.Index, out var readyQueue) ?? Refused(readyQueue!, group, claim, out place);
        var attempt = refused is null ? new AttemptId(scheduler.NextAttempt) : default;
        if (refused is null)
        {
            Start(readyQueue!, group, claim.Index, place!);
        }

        scheduler.Changes.Claims.Add(new ClaimResult(claim.Request, attempt, refused));
    }

    /// <summary>Why the task is not to be had, whatever the node.</summary>
    private ClaimRefused? Refused(ActiveJob job, TaskGroup group, int index, out ReadyQueue? readyQueue)
    {
        readyQueue = null;
        if (job.PolicyOf(group.Ordinal).Nodes.Strategy != Strategy.External)
        {
            return new(ClaimCode.NotExternal);
        }

        if (job.Live.FirstOrDefault(live => ReferenceEquals(live.Group, group) && live.Index == index) is { } live)
        {
            var node = scheduler.Nodes.Require(live.Node).Traits.Name;
            return new(ClaimCode.Taken) { Of = node, Holder = $"attempt {live.Number} on {node}" };
        }

        readyQueue =
            job.ReadyQueues.Values.FirstOrDefault(queue => queue.Find(group.Ordinal, index) is not null)
            ?? (group.IsInReadyQueue && index >= group.Next ? scheduler.ReadyQueueOf(job, group.Ordinal, 1) : null);
        if (readyQueue is null || !scheduler.IsOpen(job) || group.Held.Contains(index))
        {
            return new(ClaimCode.NotWaiting);
        }

        return index - group.Next > AheadMax
            ? new(ClaimCode.FarAhead) { Asked = index - group.Next, Free = AheadMax }
            : null;
    }

    /// <summary>Why the node does not take it now.</summary>
    private ClaimRefused? Refused(ReadyQueue readyQueue, TaskGroup group, JobCommand.Claim claim, out Place? place)
    {
        place = null;
        if (scheduler.Nodes.All.LastOrDefault(node => node.Traits.Name == claim.Node) is not { } node)
        {
            return new(ClaimCode.NoSuchNode);
        }

        place = scheduler.PlacesOf(readyQueue).FirstOrDefault(open => ReferenceEquals(open.Node, node));
        if (place is null)
        {
            var requires = readyQueue.Job.PolicyOf(group.Ordinal).Nodes.Requires;
            return requires.FirstOrDefault(term => !term.Holds(node.Traits.Label(term.Label))) is { } unmet
                ? new(ClaimCode.Label) { Of = unmet.Label }
                : new(ClaimCode.TakesNoWork) { Of = node.Standing.ToString().ToLowerInvariant() };
        }

        var key = scheduler.KeyOf(readyQueue.Job, group.Ordinal, claim.Index);
        return scheduler.CheckLimits(readyQueue, group, key) is { } limit ? Of(ClaimCode.Limit, limit)
            : node.Rests(scheduler.Now) ? new(ClaimCode.NoRoom) { RetryAfter = TimeSpan.FromSeconds(1) }
            : place.Claim.Check() is { } lack ? Of(ClaimCode.NoRoom, lack)
            : null;
    }

    private ClaimRefused Of(ClaimCode code, Refusal refusal)
    {
        var book = refusal.Account.IsLimit
            ? (AccountBook)scheduler.Limits
            : scheduler.Nodes.Require(new NodeId(refusal.Account.Id.Scope)).Ledger;
        AttemptId[] holders = [.. book.HoldersOf(refusal.Account).Take(4)];
        return new(code)
        {
            Of = refusal.Account.Id.OfNoNode.Text,
            Asked = refusal.Asked,
            Free = refusal.Free,
            Holder =
                holders.Length == 0
                    ? null
                    : $"held by attempt {string.Join(", ", holders.Select(holder => holder.Value))}",
        };
    }

    private void Start(ReadyQueue readyQueue, TaskGroup group, int index, Place place)
    {
        var job = readyQueue.Job;
        var returned = readyQueue.Take(task => task.Group == group.Ordinal && task.Index == index);
        if (returned.Count == 0)
        {
            while (group.Next < index)
            {
                PassOver(readyQueue, group);
            }

            Pop(readyQueue, group);
        }

        var tries = returned is [var task] ? task.Tries : Tries.None;
        var key = scheduler.KeyOf(job, group.Ordinal, index);
        var shape = scheduler.ShapeOf(job, group.Ordinal, tries.MemoryFactor, key, place);
        starter.Start(job, group, index, tries, shape, holdsRoom: true, hasRow: returned.Count > 0);
    }

    /// <summary>A task that nobody touched stays behind: it is remembered by itself from now on.</summary>
    private void PassOver(ReadyQueue readyQueue, TaskGroup group)
    {
        var task = new PendingTask(group.Ordinal, group.Next, TaskState.Ready, Tries.None, Instant.Never);
        Pop(readyQueue, group);
        if (!Holding.SetsAside(readyQueue.Job, task))
        {
            readyQueue.Return(task, first: false);
        }

        scheduler.Touch(readyQueue.Job, group);
        scheduler.Changes.Tasks.Add(
            new TaskChange(
                new TaskKey(readyQueue.Job.Id, task.Group, task.Index),
                task.State,
                task.Tries,
                Instant.Never
            )
        );
    }

    /// <summary>Takes the first untouched task of an entry, wherever that stands.</summary>
    private static void Pop(ReadyQueue readyQueue, TaskGroup group)
    {
        group.Next++;
        if (group.Untouched == 0)
        {
            readyQueue.Remove(group);
        }
    }
}
