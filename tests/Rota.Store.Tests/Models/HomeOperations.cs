using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.Store.Tests.Models;

/// <summary>Draws what happens to a home; what was drawn can be done to several.</summary>
internal sealed class HomeOperations(Random random)
{
    private static readonly string[] Names = ["one", "two", "three"];
    private long now = Home.Now.Micros;

    /// <summary>The next operation: its name, and what it answers.</summary>
    public (string Name, Func<HomeDriver, string> Do) Next()
    {
        now += random.Next(1, 40) * 60_000_000L;
        var at = new Instant(now);
        return random.Next(25) switch
        {
            < 3 => Submit(at),
            < 5 => Ask(at),
            < 12 => Turn(),
            12 => Join(),
            13 => Leave(),
            14 => Queue(),
            < 17 => Schedule(at),
            < 19 => ("fire", home => home.Fire(at)),
            19 => Want(),
            20 => Pace(),
            > 21 => Change(),
            _ => ("prune", home => Done(home.Prune)),
        };
    }

    private (string, Func<HomeDriver, string>) Submit(Instant at)
    {
        var spec = Home.Spec(random.Next(1, 6), random.Next(2) == 0 ? RetryPolicy.Never : new RetryPolicy { MaxAttempts = 2, Delay = TimeSpan.Zero }) with
        {
            Priority = random.Next(3),
            Queue = random.Next(3) == 0 ? "q" : null,
            MaxParallel = random.Next(4) == 0 ? 1 : null,
        };
        if (random.Next(3) == 0)
        {
            spec = spec with { IsOpen = true, Tasks = [spec.Tasks[0] with { Expansion = new Expansion.Items("line", ["a", "b"]) }] };
        }

        if (random.Next(3) == 0)
        {
            var second = spec.Tasks[0] with { Id = "b", Needs = [new Need(0, NeedCondition.Succeeded)], Concurrency = new Concurrency("k", 1) };
            spec = spec with { Tasks = [spec.Tasks[0], second] };
        }

        if (random.Next(3) == 0)
        {
            spec = spec with { Tasks = [.. spec.Tasks, spec.Tasks[0] with { Id = "last", IsFinally = true }] };
        }

        if (random.Next(3) == 0)
        {
            spec = spec with { After = [new JobNeed(new JobId(random.Next(1, 9)), (NeedCondition)random.Next(3))] };
        }

        spec = random.Next(6) == 0 ? spec with { NotBefore = new StartMoment("then", at + TimeSpan.FromMinutes(random.Next(99))) } : spec;
        var key = random.Next(3) == 0 ? $"key {random.Next(3)}" : null;
        var isWanted = random.Next(4) > 0;
        return ("submit", home => $"{home.People(people => people.Submit(spec, key, isWanted, at))}");
    }

    private (string, Func<HomeDriver, string>) Ask(Instant at)
    {
        var job = new JobId(random.Next(1, 12));
        Request request = random.Next(8) switch
        {
            0 => new Request.Run(),
            1 => new Request.Pause(),
            2 => new Request.Resume(),
            3 => new Request.Cancel(IsAll: random.Next(2) == 0),
            4 => new Request.Priority(random.Next(9)),
            5 => new Request.Parallel(random.Next(2) == 0 ? null : 2),
            6 => new Request.Timeout(random.Next(2) == 0 ? null : TimeSpan.FromSeconds(9), random.Next(2) == 0 ? null : "b"),
            _ => new Request.Rerun(new RerunSelection.Chosen(new HashSet<(int, int)> { (0, random.Next(3)) })),
        };
        return ("ask", home => $"{home.People(people => people.Ask(job, request, at))}");
    }

    private (string, Func<HomeDriver, string>) Change()
    {
        var (name, choice, number) = (Name(), random.Next(9), random.Next(4));
        Func<ActiveJob, JobCommand> command = random.Next(7) switch
        {
            0 => job => new JobCommand.Hold { Job = job.Id, Group = 0, Tasks = OrdinalRanges.From(number, number + 1) },
            1 => job => new JobCommand.Release { Job = job.Id, Group = 0, Tasks = OrdinalRanges.From(0, number) },
            2 => job => new JobCommand.Add { Job = job.Id, Group = 0, Request = number, More = new Expansion.Items("line", ["c"]) },
            3 => job => new JobCommand.SetTimeout { Job = job.Id, Timeout = TimeSpan.FromSeconds(number), Entry = "b" },
            4 => job => new JobCommand.SetQueue { Job = job.Id, Queue = $"queue-{number % 2}" },
            5 => job => new JobCommand.SetParallel { Job = job.Id, Most = 1 + (number % 3), Entry = "a" },
            _ => job => new JobCommand.Seal { Job = job.Id },
        };
        return ($"change by {name}", home => home.Change(name, choice, command));
    }

    private (string, Func<HomeDriver, string>) Turn()
    {
        var (name, code) = (Name(), random.Next(4) switch { 0 => (int?)null, 1 => 1, _ => 0 });
        var (takes, commits) = (random.Next(2) == 0, random.Next(8) > 0);
        return ($"turn of {name}", home => home.Turn(name, code, takes, commits));
    }

    private (string, Func<HomeDriver, string>) Join()
    {
        var (name, areAlive) = (Name(), random.Next(3) > 0);
        return ($"{name} joins", home => Done(() => home.Join(name, areAlive)));
    }

    private (string, Func<HomeDriver, string>) Leave()
    {
        var (name, by) = (Name(), Name());
        return random.Next(2) == 0
            ? ($"{name} ends", home => Done(() => home.End(name)))
            : ($"{name} is taken out", home => home.Evict(name, by));
    }

    private (string, Func<HomeDriver, string>) Queue()
    {
        var limit = random.Next(3);
        return random.Next(4) switch
        {
            0 => ("pause queue", home => Done(() => home.Queues(queues => { queues.Pause("q", limit > 0); return 0; }))),
            1 => ("remove queue", home => $"{home.Queues(queues => queues.Remove("q"))}"),
            _ => ("limit queue", home => Done(() => home.Queues(queues => { queues.SetConcurrency("q", limit == 0 ? null : limit); return 0; }))),
        };
    }

    private (string, Func<HomeDriver, string>) Schedule(Instant at)
    {
        var spec = ScheduleBook.Hourly with { Overlap = (Overlap)random.Next(4), CatchUp = TimeSpan.FromHours(random.Next(5)) };
        var (job, replace) = (Home.Spec(1) with { Name = "nightly" }, random.Next(2) == 0);
        var backfill = new BackfillOrder
        {
            Instants = [.. Enumerable.Range(0, random.Next(1, 4)).Select(hour => new Instant(0) + TimeSpan.FromHours(hour))],
            Zone = TimeZoneInfo.Utc,
            Again = random.Next(2) == 0,
        };
        return random.Next(9) switch
        {
            8 => ("backfill", home => string.Join("; ", home.Schedules(desk => desk.Backfill("nightly", backfill, at)) ?? [])),
            0 => ("pause schedule", home => $"{home.Schedules(desk => desk.Pause("nightly"))}"),
            1 => ("resume schedule", home => $"{home.Schedules(desk => desk.Resume("nightly", at))}"),
            2 => ("remove schedule", home => $"{home.Schedules(desk => desk.Remove("nightly"))}"),
            3 => ("run schedule", home => $"{home.Schedules(desk => desk.RunNow("nightly", System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty, at))}"),
            _ => ("register", home =>
            {
                var changes = home.Home.Ports.Exists ? home.Home.Ask(reader => reader.Schedules.ChangesBy(job, spec)) : null;
                var (kind, told) = home.Schedules(desk => desk.Register(job, spec, replace, at));
                return $"{kind} {string.Join(", ", told)} {string.Join(", ", changes ?? [])}";
            }),
        };
    }

    private (string, Func<HomeDriver, string>) Want()
    {
        var (all, only) = (random.Next(3), new JobId(random.Next(1, 6)));
        return all == 0
            ? ("want only", home => Done(() => home.People(people => { people.WantOnly([only]); return 0; })))
            : ("want all", home => Done(() => home.People(people => { people.WantAll(all == 1); return 0; })));
    }

    private (string, Func<HomeDriver, string>) Pace()
    {
        var (guard, isOld) = (random.Next(500), random.Next(3) == 0);
        if (guard < 100)
        {
            return ("slots", home => $"{home.People(people => people.SetSlots(1 + guard))}");
        }

        return ("pace", home => Done(() => home.SetPace(frame => frame with { Guard = guard, Epoch = frame.Epoch - (isOld ? 1 : 0) })));
    }

    private string Name() => Names[random.Next(Names.Length)];

    private static string Done(Action act)
    {
        act();
        return "done";
    }
}
