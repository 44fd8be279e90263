using System.Diagnostics;
using Rota.Bench.Report;
using Rota.Bench.Transitions;
using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Budgets;
using Rota.Store.Rows;

namespace Rota.Bench.Budgets;

/// <summary>
/// What it costs to hold a start against its budget: a reservation by a queue alone, and by a queue and three resources
/// of one of many scopes. Then how long it takes to prove all ledgers, and to decide on one more grant.
/// </summary>
internal static class BudgetsBenchmark
{
    private static readonly string[] Resources = ["cpus", "memory", "slots"];
    private static readonly Instant Now = new(1_000_000);

    /// <summary>Reserves and releases in rounds, and prints the table.</summary>
    public static void Run(Options options)
    {
        var (rounds, scopes) = (options.Number("rounds", 5), options.Number("scopes", 10_000));
        var held = options.Number("reservations", 1_000_000);
        var book = BookOf(scopes);
        var (alone, counted, ratio) = (new Samples(), new Samples(), new Samples());
        for (var round = 0; round <= rounds; round++)
        {
            var (one, other) = (Round(held, 1, isCounted: false), Round(held, scopes, isCounted: true));
            if (round > 0)
            {
                alone.Add(one);
                counted.Add(other);
                ratio.Add(other / one);
            }
        }

        var (proofs, grants) = (new Samples(), new Samples());
        var accounts = AccountsOf(book);
        for (var round = 0; round < rounds; round++)
        {
            proofs.Add(Micros(() => Invariant.Check(!BudgetProof.Violations(book, accounts).Any(), "it is sound")));
            grants.Add(Micros(() => Decide(book)));
        }

        var table = new Table("what", "median (least – most)");
        table.Add("reserve and release, by a queue alone", Table.Rounds(alone, Nanos));
        table.Add("reserve and release, by a queue and three resources of a scope", Table.Rounds(counted, Nanos));
        table.Add("ratio", Table.Rounds(ratio, one => $"{one:0.00}"));
        table.Add("the proof of all ledgers", Table.Rounds(proofs, Table.Time));
        table.Add("the decision on one more grant", Table.Rounds(grants, Table.Time));
        table.Print($"{held:N0} reservations of {scopes:N0} scopes at a time, {rounds} rounds");
        Launches(options, rounds);
    }

    /// <summary>Tasks a second through a whole runner and its store, without budgets and with.</summary>
    private static void Launches(Options options, int rounds)
    {
        var (tasks, slots) = (options.Number("tasks", 100_000), options.Number("slots", 20_000));
        var (off, on, ratio) = (new Samples(), new Samples(), new Samples());
        for (var round = -1; round < rounds; round++)
        {
            // Who goes first changes.
            var first = Rate(round % 2 == 0 ? 0 : 64);
            var second = Rate(round % 2 == 0 ? 64 : 0);
            var (without, with) = round % 2 == 0 ? (first, second) : (second, first);
            if (round >= 0)
            {
                off.Add(without);
                on.Add(with);
                ratio.Add(with / without);
            }
        }

        var table = new Table("budgets", "tasks a second: median (least – most)");
        table.Add("off", Table.Rounds(off, Table.Count));
        table.Add("64 scopes", Table.Rounds(on, Table.Count));
        table.Add("ratio", Table.Rounds(ratio, one => $"{one:0.00}"));
        table.Print($"{tasks:N0} tasks in 64 jobs, one runner, SQLite, an executor that does nothing");

        double Rate(int scopes) => tasks / TransitionsBenchmark.Measure(1, tasks, slots, scopes: scopes).Seconds;
    }

    /// <summary>Microseconds of a reservation and its release, all held at once in between.</summary>
    private static double Round(int held, int scopes, bool isCounted)
    {
        var limits = new Limits();
        var shapes = new Shape[scopes];
        for (var at = 0; at < scopes; at++)
        {
            shapes[at] = ShapeOf(limits, at, isCounted);
        }

        var reservations = new Reservation[held];
        GC.Collect();
        var micros = Micros(() =>
        {
            for (var at = 0; at < held; at++)
            {
                var shape = shapes[at % scopes];
                Invariant.Check(Limits.Check(shape) is null, "there is room");
                reservations[at] = limits.Reserve(new AttemptId(at + 1), shape);
            }

            foreach (var reservation in reservations)
            {
                limits.Release(reservation);
            }
        });
        Invariant.Check(limits.Accounts.All(account => account.Used == 0), "all is given back");
        return micros / held;
    }

    private static Shape ShapeOf(Limits limits, int at, bool isCounted)
    {
        var charges = new List<Charge> { new(limits.Queue("default"), 1, long.MaxValue) };
        foreach (var resource in isCounted ? Resources : [])
        {
            var id = AccountId.Budget(PathOf(at), resource);
            limits.Learn(id, used: 0, limit: 1L << 50);
            charges.Add(new Charge(limits.Shared(id), 1_000, long.MaxValue));
        }

        return new Shape { Id = at + 1, Charges = [.. charges] };
    }

    private static BudgetBook BookOf(int scopes)
    {
        var each = Amounts.From(Resources.Select(resource => KeyValuePair.Create(resource, 1_000L)));
        var all = Amounts.From(Resources.Select(resource => KeyValuePair.Create(resource, 2_000L * scopes)));
        var paths = Enumerable.Range(0, scopes).Select(at => ScopePath.Parse(PathOf(at))!.Value).ToArray();
        return new BudgetBook(
            [
                BudgetScope.New(ScopePath.Root) with { Guarantee = all },
                .. paths.Select(path => BudgetScope.New(path) with { Guarantee = each }),
            ],
            paths.Select((path, at) => new Grant(at + 1, GrantKind.Grant, ScopePath.Root, path, each, Now, Now + TimeSpan.FromMinutes(1 + (at % 100))))
        );
    }

    private static List<AccountRow> AccountsOf(BudgetBook book) =>
        [
            .. from scope in book.Scopes
               from resource in scope.Guarantee.Of.Keys
               let course = book.Course(scope.Path, resource, Now)
               select new AccountRow(AccountId.Budget(scope.Path.Text, resource), 0, 1, course.First, null, Course: course),
        ];

    private static void Decide(BudgetBook book)
    {
        var wanted = new Grant(long.MaxValue, GrantKind.Loan, ScopePath.Parse(PathOf(1))!.Value, ScopePath.Parse(PathOf(2))!.Value,
            Amounts.Read("slots=1", out _)!, Now, Now + TimeSpan.FromMinutes(1));
        Invariant.Check(GrantRule.Give(book, wanted, Now).Refusal is null, "it is given");
    }

    private static string Nanos(double micros) => $"{micros * 1_000:0} ns";

    private static string PathOf(int at) => $"/region-{at % 10}/team-{at}";

    private static double Micros(Action act)
    {
        var began = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
    }
}
