using System.Diagnostics;
using Rota.Bench.Report;
using Rota.Bench.Worlds;
using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Store.Home;

namespace Rota.Bench.Transitions;

/// <summary>
/// Durable transitions a second through the whole path: ready, starting, running, succeeded are three for each task,
/// every turn one commit with an fsync, on the real store. Only the processes are left out.
/// </summary>
internal static class TransitionsBenchmark
{
    private const int Jobs = 64;

    /// <summary>Runs all numbers of runners in turn, and prints the table.</summary>
    public static void Run(Options options)
    {
        var tasks = options.Number("tasks", 200_000);
        var slots = options.Number("slots", 20_000);
        var counts = options.Numbers("runners", "1,5");
        var rates = counts.ToDictionary(count => count, _ => new Samples());
        var ratios = counts.ToDictionary(count => count, _ => new Samples());
        var turns = counts.ToDictionary(count => count, _ => new Samples());
        for (var round = -1; round < options.Number("rounds", 5); round++)
        {
            foreach (var count in counts)
            {
                var (seconds, commits) = Measure(count, tasks, slots);
                Console.Error.WriteLine($"  {count} runners: {tasks / seconds:0} tasks/s, {commits} turns");

                // The first round is for the just-in-time compiler.
                if (round >= 0)
                {
                    rates[count].Add(tasks / seconds);
                    ratios[count].Add(rates[count].All.Last() / rates[counts[0]].All.Last());
                    turns[count].Add(tasks / (double)commits);
                }
            }
        }

        var table = new Table("runners", "tasks/s", "transitions/s", "÷ 1 runner, same round", "tasks a turn");
        foreach (var count in counts)
        {
            table.Add(
                $"{count}",
                Table.Rounds(rates[count], Table.Count),
                Table.Count(3 * rates[count].Median),
                Table.Rounds(ratios[count], ratio => $"{ratio:0.00}"),
                Table.Count(turns[count].Median)
            );
        }

        table.Print($"{tasks} tasks in {Jobs} jobs, {slots} slots, an executor that does nothing");
    }

    /// <summary>One run.</summary>
    /// <param name="count">How many runners.</param>
    /// <param name="tasks">How many tasks.</param>
    /// <param name="slots">How many at a time.</param>
    /// <param name="address">An empty database on a PostgreSQL server; null for a SQLite file.</param>
    /// <param name="scopes">Of how many scopes the jobs are; 0 for no budgets.</param>
    internal static (double Seconds, long Turns) Measure(int count, int tasks, int slots, string? address = null, int scopes = 0)
    {
        using var scratch = new ScratchState(address);
        using var done = new ManualResetEventSlim();
        using var crew = new Crew(
            scratch.Home,
            count,
            slots,
            TimeSpan.FromSeconds(1),
            isStrict: false,
            () => new InstantExecutor()
        );
        var ended = 0L;
        var commits = 0L;
        foreach (var runner in crew.Runners)
        {
            runner.Hold(true);
            runner.Committed = changes =>
            {
                _ = Interlocked.Increment(ref commits);
                if (Interlocked.Add(ref ended, changes.Ended.Count) >= tasks)
                {
                    done.Set();
                }
            };
        }

        SetBudgets(scratch.Home, scopes, slots);
        var job = BenchJobs.Array(tasks / Jobs);
        scratch.Submit(Enumerable.Range(0, Jobs).Select(at => scopes == 0 ? job : job with { Budget = ScopeOf(at % scopes).Text }));
        Thread.Sleep(500);
        commits = 0;
        var started = Stopwatch.GetTimestamp();
        foreach (var runner in crew.Runners)
        {
            runner.Hold(false);
        }

        var (held, looks) = (0, 0);
        while (!done.Wait(1))
        {
            looks++;
            held += crew.Map.Holder.Process.Pid == 0 ? 0 : 1;
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.Error.WriteLine($"  lock held {held * 100 / looks} % of the time; {crew.Describe()}");
        return (seconds, commits);
    }

    /// <summary>Each has as much as all together could use: what is measured is what counting costs.</summary>
    private static void SetBudgets(IHome home, int scopes, int slots)
    {
        using var budgets = home.Budgets();
        var now = Instant.From(DateTimeOffset.UtcNow);
        var all = Amounts.From([new("slots", slots)]);
        for (var at = 0; at < scopes; at++)
        {
            var wanted = BudgetScope.New(ScopeOf(at)) with { Guarantee = all };
            _ = budgets.Change(now, (book, _) => BudgetRule.Set(book, wanted, now));
        }
    }

    private static ScopePath ScopeOf(int at) => ScopePath.Parse($"/team-{at}")!.Value;
}
