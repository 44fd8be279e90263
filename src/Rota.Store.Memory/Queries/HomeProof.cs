using Rota.Core.Model;
using Rota.Store.Budgets;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Memory.Tables;
using Rota.Store.Proofs;
using Rota.Store.Records;

namespace Rota.Store.Memory.Queries;

/// <summary>Proves the invariants over the rows in memory.</summary>
internal sealed class HomeProof(StateDirectory state, HomeReader home) : IHomeProof
{
    public bool HasUnfinishedPrune => OutputProof.HasUnfinished(state, Leftovers);

    public IReadOnlyList<string> Run()
    {
        var tables = home.Now;
        return
        [
            .. tables.Jobs.Values.SelectMany(job => Tasks(tables, job)),
            .. FrameProof.Violations(
                tables.Frame,
                tables.Members,
                tables.Partitions,
                tables.Demands.Select(demand => (demand.Key, demand.Value.Account)),
                tables.Accounts.Values,
                tables.Next.Incarnation
            ),
            .. ScheduleProof.Violations(tables.Schedules.Values.Select(schedule => (schedule.Name, schedule.Times))),
            .. OutboxProof.Violations(tables.Outbox.Rows.Values),
            .. RewindProof.Violations(tables.Rewound),
            .. tables.Sequences.SelectMany(one => SequenceProof.Violations(one.Key, one.Value.Newest, one.Value.Rows)),
            .. tables.Jobs.Values.SelectMany(job => Counters(tables, job)),
            .. AccountProof.Violations([.. tables.Accounts.Values], tables.Held()),
            .. BudgetProof.Violations(tables.Budgets, tables.Accounts.Values),
        ];
    }

    /// <summary>Memory is whole or the process is gone.</summary>
    public bool IsDamage(string violation) => false;

    public IReadOnlyList<string> Output() => OutputProof.Violations(state, JobDirectories.Used(home.Now), Leftovers);

    private IReadOnlyList<Leftover> Leftovers() => JobDirectories.Leftovers(state, home.Now);

    private static IEnumerable<string> Tasks(HomeTables tables, JobTables job) =>
        new TaskProof(
            job.Row,
            job.Groups,
            job.Tasks.ToDictionary(
                task => new TaskKey(job.Row.Id, task.Key.Group, task.Key.Index),
                task => (task.Value.State, task.Value.Tries.Attempts)
            ),
            [.. tables.LiveOf(job.Row.Id)],
            [.. job.History.Values]
        ).Violations(tables.Frame.Epoch);

    private static IEnumerable<string> Counters(HomeTables tables, JobTables job) =>
        CounterProof.Violations(job.Row, job.Groups, (group, counts) => Count(tables, job, group, counts));

    private static void Count(HomeTables tables, JobTables job, GroupRow group, long[] counts)
    {
        foreach (var task in job.Tasks.Where(task => task.Key.Group == group.Ordinal))
        {
            counts[(int)task.Value.State]++;
        }

        foreach (var live in tables.LiveOf(job.Row.Id).Where(live => live.Task.Group == group.Ordinal))
        {
            counts[(int)live.State]++;
        }
    }
}
