using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Tests.Reconcile;

/// <summary>What must hold after every step, recounted from the ground.</summary>
internal static class Sanity
{
    /// <summary>The runner's picture agrees with itself.</summary>
    public static void CheckMemory(World world)
    {
        var core = world.Core;
        foreach (var job in core.Jobs.Values)
        {
            for (var state = 0; state < States.Count; state++)
            {
                Assert.Equal(job.Counts[state], job.Groups.Sum(group => group.Counts[state]));
            }

            Assert.All(job.Groups, group => Assert.Equal(group.Total, group.Counts.Sum()));
            Assert.True(job.Counts.Min() >= 0, "no count is below zero");
            var standing = job.ReadyQueues.Values.Sum(readyQueue => readyQueue.Length);
            var parked = job.Aside.Values.Count(task => task.State == TaskState.Ready);
            var held = job.OnHold.Count + job.Groups.Where(group => group is { IsInReadyQueue: false, Rest: TaskState.Ready }
                && group.Held.ContainsAll(group.Next, group.Total - 1)).Sum(group => group.Untouched);
            Assert.True(job.Counts[(int)TaskState.Ready] == standing + parked + held,
                $"job {job.Id}: {job.Counts[(int)TaskState.Ready]} tasks are ready, {standing} stand in readyQueues, {parked} are parked, {held} held");
            CheckHeld(job);
            Assert.Equal(job.Live.Count, job.Counts[(int)TaskState.Starting] + job.Counts[(int)TaskState.Running]);
            Assert.All(job.ReadyQueues.Values, readyQueue => Assert.True(readyQueue.IsEmpty || readyQueue.IsLinedUp != readyQueue.IsExternal || job.IsPaused || job.IsHeldBack || job.NextStart > core.Now
                || (job.IsStopped && !job.IsFinishing) || world.IsHeld, $"job {job.Id}: {readyQueue.Length} ready tasks are not in line"));
            Assert.All(job.Groups, group => Assert.True(job.IsStopped || group.UnmetNeeds >= 0 && (group.UnmetNeeds == 0) == job.Spec
                .Tasks[group.Ordinal].Needs.All(need => job.Groups[need.Task].IsEnded),
                $"entry {job.Id}.{group.Ordinal}: {group.UnmetNeeds} needs are open"));
            Assert.False(job.IsDone && job.Live.Count == 0, $"job {job.Id} is done and has not ended");
            Assert.True(job.Live.All(attempt => core.Attempts.ContainsKey(attempt.Id)), "a live attempt is known");
            Assert.Equal(job.Live.Count, job.Live.Select(attempt => attempt.Task).Distinct().Count());
        }

        CheckLedger(world);
    }

    /// <summary>Who is held waits: none of those has room or an outcome, and each stands where hold has it.</summary>
    private static void CheckHeld(ActiveJob job)
    {
        Assert.All(job.OnHold.Values, task => Assert.True(job.Groups[task.Group].Held.Contains(task.Index), "who stands aside is held"));
        Assert.All(job.Live.Where(live => live.HoldsRoom && live.State == TaskState.Running), live =>
            Assert.False(live.Group.Held.Contains(live.Index), $"{live.Task} runs and is held"));
        Assert.All(job.ReadyQueues.Values.SelectMany(readyQueue => readyQueue.Returned), task =>
            Assert.False(job.Groups[task.Group].Held.Contains(task.Index), $"{task} is held and stands in line"));
        Assert.All(job.Groups, group => Assert.True(group.Held.IsEmpty || !group.Rest.IsTerminal() || !group.Held.Contains(group.Next)));
    }

    /// <summary>What was committed is what is in memory.</summary>
    public static void CheckStore(World world)
    {
        var store = world.Store;
        foreach (var (id, row) in store.Jobs)
        {
            CheckRecords(store, id, row);
            Assert.True(row.Ended is null || store.Live.Values.All(live => live.Job != id), $"job {id} ended with live attempts");
            if (!world.Core.Jobs.TryGetValue(id, out var job))
            {
                Assert.NotNull(row.Ended);
                continue;
            }

            Assert.Null(row.Ended);
            Assert.Equal((job.State, job.IsPaused, job.IsStopped, job.IsCancelled, job.IsAbandoned, job.Priority),
                (row.State, row.IsPaused, row.IsStopped, row.IsCancelled, row.IsAbandoned, row.Priority));
            Assert.Equal(job.Counts, row.Counts);
            Assert.All(job.Groups, group => Assert.Equal((group.Next, group.Rest, group.Held),
                (store.Groups[(id, group.Ordinal)].Next, store.Groups[(id, group.Ordinal)].Rest, store.Groups[(id, group.Ordinal)].Held)));
            Assert.Equal(job.Live.Select(attempt => attempt.Id).OrderBy(attempt => attempt.Value),
                store.Live.Values.Where(live => live.Job == id).Select(live => live.Row.Id).OrderBy(attempt => attempt.Value));
            foreach (var attempt in job.Live)
            {
                var live = store.Live[attempt.Id].Row;
                Assert.Equal((attempt.State, attempt.HoldsRoom, attempt.Stop, attempt.Started, attempt.Shape.Booking),
                    (live.State, live.HoldsRoom, live.Stop, live.Started, live.Booking));
            }

            foreach (var task in job.Aside.Values.Concat(job.OnHold.Values))
            {
                Assert.Equal(task.State, store.Tasks[new TaskKey(id, task.Group, task.Index)].State);
            }
        }

        foreach (var ended in store.History)
        {
            var policy = store.Jobs[ended.Attempt.Job.Id].Spec.Policies[store.Jobs[ended.Attempt.Job.Id]
                .Spec.Tasks[ended.Attempt.Group.Ordinal].Policy];
            Assert.True(ended.Attempt.Before.Counted < Math.Max(policy.Retry.MaxAttempts, policy.Retry.OomMemoryFactor is null ? 1 : 3),
                $"{ended.Attempt.Task} was tried more than max_attempts");
        }
    }

    /// <summary>The node is never asked for more than it has, nor for two processes of a task, nor too early.</summary>
    public static void CheckNode(World world)
    {
        var holders = world.Node.Known.Where(kept => kept.State is KeptState.Queued or KeptState.Running).ToArray();
        Assert.Equal(holders.Length, holders.Select(kept => kept.Attempt.Task).Distinct().Count());
        foreach (var charges in holders.SelectMany(kept => kept.Attempt.Shape.Charges).GroupBy(charge => charge.Account.Id)
            .Where(charges => !world.Relimited.Contains(charges.Key)))
        {
            Assert.True(charges.Sum(charge => charge.Amount) <= charges.Max(charge =>
                    charge.Account.IsShared ? charge.Limit : Math.Max(charge.Most, charge.Account.Allowed ?? 0)),
                $"{charges.Key} is oversold at the node: {charges.Sum(charge => charge.Amount)}");
        }

        foreach (var kept in world.Node.Known.Where(kept => kept.State != KeptState.Over
            && !world.RerunWhileOpen.Contains(kept.Attempt.Job.Id)))
        {
            var spec = world.Store.Jobs[kept.Attempt.Job.Id].Spec;
            Assert.False(spec.NotBefore?.At > world.Now, $"{kept.Attempt.Task} started too early");
            Assert.All(spec.After, need => Assert.NotNull(world.Store.Outcomes[(need.Job, kept.Attempt.Job.Id)]));
            if (kept.Attempt.Group.IsFinally)
            {
                Assert.True(kept.Attempt.Job.Tally.IsDone, $"{kept.Attempt.Task} started before all others had ended");
            }

            foreach (var need in spec.Tasks[kept.Attempt.Group.Ordinal].Needs)
            {
                var needed = world.Store.Groups[(kept.Attempt.Job.Id, need.Task)].Counts;
                Assert.True(needed.Skip((int)TaskState.Succeeded).Sum() == spec.Tasks[need.Task].Expansion.Count,
                    $"{kept.Attempt.Task} started before entry {need.Task} had ended");
            }
        }
    }

    /// <summary>Where a job's tasks stand, for a failure.</summary>
    public static string Describe(ActiveJob job) =>
        $"job {job.Id} [{string.Join(' ', job.Counts)}] readyQueues [{string.Join(", ", job.ReadyQueues.Values.Select(readyQueue =>
            $"{readyQueue.Length} of {readyQueue.Key} {(readyQueue.IsLinedUp ? "in line" : "not in line")}, lacks {readyQueue.Lacks?.Id}"))}] "
        + $"aside [{string.Join(", ", job.Aside.Values.Select(task => $"{task.Group}.{task.Index} {task.State}"))}] "
        + $"groups [{string.Join(", ", job.Groups.Select(group => $"next {group.Next} of {group.Total}, rest {group.Rest}, unmet {group.UnmetNeeds}"))}]";

    private static void CheckRecords(ModelStore store, JobId id, JobRow row)
    {
        var tasks = store.Tasks.Values.Where(task => task.Task.Job == id).ToLookup(task => task.Task.Group);
        var live = store.Live.Values.Where(entry => entry.Job == id).ToLookup(entry => entry.Row.Group);
        for (var group = 0; group < row.Spec.Tasks.Length; group++)
        {
            var stored = store.Groups[(id, group)];
            var counts = new long[States.Count];
            counts[(int)stored.Rest] += row.Spec.Tasks[group].Expansion.Count - stored.Next;
            var records = new List<int>();
            foreach (var task in tasks[group])
            {
                counts[(int)task.State!.Value]++;
                records.Add(task.Task.Index);
            }

            foreach (var (_, attempt) in live[group])
            {
                counts[(int)attempt.State]++;
                records.Add(attempt.Index);
            }

            Assert.True(stored.Counts.SequenceEqual(counts),
                $"entry {id}.{group}: counted {string.Join(' ', stored.Counts)}, rows say {string.Join(' ', counts)}");
            Assert.True(records.Order().SequenceEqual(Enumerable.Range(0, stored.Next)),
                $"entry {id}.{group}: each task below {stored.Next} has one record, found {string.Join(' ', records.Order())}");
        }
    }

    private static void CheckLedger(World world)
    {
        var core = world.Core;
        var holders = core.Attempts.Values.Where(attempt => attempt.HoldsRoom).ToArray();
        foreach (var node in core.Nodes.All)
        {
            var there = holders.Where(attempt => attempt.Node == node.Ledger.Node).ToArray();
            CheckReservations(node.Ledger.Reservations, there, attempt => attempt.OfNode);
            CheckDevices(node.Ledger, there);
            Assert.All(node.Ledger.Accounts, account => Assert.True(account.Id.IsOf(node.Ledger.Node)));
            Assert.Equal(there.Count(attempt => attempt.State == TaskState.Starting), node.Starting);
        }

        CheckReservations(core.Limits.Reservations, holders, attempt => attempt.OfLimits);
        Assert.All(core.Limits.Accounts, account => Assert.True(account.Id.IsOfHome));
        var ofJobs = core.Jobs.Values.SelectMany(job => job.Groups.Select(group => group.Parallel).Append(job.Parallel)).OfType<Account>();
        foreach (var account in core.Nodes.All.SelectMany(node => node.Ledger.Accounts).Concat(core.Limits.Accounts).Concat(ofJobs))
        {
            var used = holders.SelectMany(attempt => attempt.Shape.Charges)
                .Where(charge => ReferenceEquals(charge.Account, account)).Sum(charge => charge.Amount);
            used += holders.Where(attempt => attempt.Gpus.Any(gpu => account.Id == AccountId.Gpu(attempt.Node, $"{gpu}"))).Sum(attempt => attempt.Shape.Gpus!.Each);
            used += holders.Sum(attempt => attempt.Cpus.Count(cpu => account.Id == AccountId.Cpu(attempt.Node, $"{cpu}"))) * 1_000L;
            Assert.True(account.Used == used, $"{account.Id}: {account.Used} booked, attempts hold {used}");
            // A person may lower that of a job, or the slots, below what runs, and a queue may close over it.
            Assert.True(account.Used <= account.Capacity || account.Id.Kind is AccountKind.JobParallel or AccountKind.Slots || world.Relimited.Contains(account.Id) || world.Forgotten.Contains(new NodeId(account.Id.Scope)) || core.Closed(account) is not null, $"{account.Id} is oversold");
        }

        foreach (var shape in core.Jobs.Values.SelectMany(job => job.Shapes.Values).SelectMany(shapes => shapes))
        {
            Assert.Equal(holders.Count(attempt => ReferenceEquals(attempt.Shape, shape)), shape.Running);
            Assert.Equal(core.Attempts.Values.Count(attempt => !attempt.HoldsRoom && ReferenceEquals(attempt.Shape, shape)), shape.Waiting);
        }

        Assert.All(holders, attempt => Assert.Equal((attempt.Node, (attempt.Shape.Pinned?.Thousandths ?? 0) / 1_000), (attempt.Shape.Node, attempt.Cpus.Length)));
    }

    /// <summary>No device is given twice.</summary>
    private static void CheckDevices(NodeLedger ledger, Attempt[] holders)
    {
        var gpus = holders.SelectMany(attempt => attempt.Gpus.Select(gpu => (Gpu: gpu, attempt.Shape.Gpus!.Each))).ToArray();
        Assert.All(gpus.GroupBy(one => one.Gpu), gpu => Assert.InRange(gpu.Sum(one => one.Each), 1, 1_000));
        Assert.Equal(ledger.Gpus.Used, gpus.Sum(one => one.Each));
        var cpus = holders.SelectMany(attempt => attempt.Cpus).ToArray();
        Assert.Equal(cpus.Length, cpus.Distinct().Count());
    }

    /// <summary>Who holds room is who has a reservation, in both books the same.</summary>
    private static void CheckReservations(IEnumerable<Reservation> reservations, IEnumerable<Attempt> holders,
        Func<Attempt, Reservation?> held)
    {
        Assert.Equal(holders.Select(attempt => (attempt.Id, attempt.Shape, held(attempt))).OrderBy(one => one.Id.Value),
            reservations.Select(one => (one.Holder, one.Shape, (Reservation?)one)).OrderBy(one => one.Holder.Value));
    }
}
