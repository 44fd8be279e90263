using System.Collections.Immutable;
using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Results;
using Rota.Core.Slots;
using Rota.Store.Home;
using Rota.Store.Memory;
using Rota.Store.Memory.Tables;
using Rota.Store.Outbox;
using Rota.Store.Records;

namespace Rota.Store.Tests;

/// <summary>A home in memory of its own for one test.</summary>
public sealed class MemoryBackend : Backend
{
    private readonly MemoryHome home;

    public MemoryBackend()
        : base(Quick) => home = new MemoryHome(State);

    public override IHome Ports => home;

    public override void Plant(Planted damage)
    {
        var tables = home.Committed.Now!;
        home.Committed.SetBack(damage switch
        {
            Planted.TaskWithoutRecord => Jobs(tables, job => job with { Tasks = job.Tasks.Remove((0, 0)) }),
            Planted.LiveWithAnotherState => Jobs(tables, job => job with
            {
                Tasks = job.Tasks.Add((0, tables.Live.Values.First().Task.Index), job.Tasks.Values.First() with { State = TaskState.Ready }),
            }),
            Planted.RecordOfAnUntouchedTask => Jobs(tables, job => job with { Tasks = job.Tasks.Remove((0, 0)).Add((0, 99), job.Tasks[(0, 0)]) }),
            Planted.TwoLiveAttempts => Live(tables, live => live with { Task = tables.Live.Values.First().Task }),
            Planted.FenceBeyondTheEpoch => Live(tables, live => live with { Fence = 1_000 }),
            Planted.AttemptNumbersWithAGap => Jobs(tables, job => job with
            {
                History = job.History.Remove((0, 0, 1)).Add((0, 0, 3), job.History[(0, 0, 1)] with { Number = 3 }),
            }),
            Planted.SuccessThatFailed => Jobs(tables, job => job with { History = Failed(job.History) }),
            Planted.SuccessWithoutAttempt => Jobs(tables, job => job with { History = job.History.Clear() }),
            Planted.ResultThatIsNoObject => Jobs(tables, job => job with
            {
                History = job.History.SetItems(job.History.Select(one => KeyValuePair.Create(one.Key, one.Value with { Reported = new Reported { Result = "[1]" } }))),
            }),
            Planted.EndedJobThatLives => Jobs(tables, job => job with { Row = job.Row with { Ended = new Instant(1) } }),
            Planted.WrongCountersOfAnEntry => Jobs(tables, job => job with { Groups = [.. job.Groups.Select(group => group with { Counts = Off(group.Counts) })] }),
            Planted.WrongCountersOfAJob => Jobs(tables, job => job with { Row = job.Row with { Counts = Off(job.Row.Counts) } }),
            Planted.WrongStateOfATask => Jobs(tables, job => job with
            {
                Tasks = job.Tasks.ToImmutableSortedDictionary(task => task.Key, task => task.Value with { State = TaskState.Failed }),
            }),
            Planted.WrongRest => Jobs(tables, job => job with { Groups = [.. job.Groups.Select(group => group with { Rest = TaskState.Skipped })] }),
            Planted.WrongAccounts => tables.Accounts.Values.Aggregate(tables, (all, row) => all.With(row with { Used = row.Used + 1 })),
            Planted.NoAccounts => tables with { Accounts = tables.Accounts.Clear() },
            Planted.OtherRights => tables.With(tables.Accounts["budget /x slots"] with { Course = RightsCourse.Parse("9 5:8") }),
            Planted.NoRights => tables with { Accounts = tables.Accounts.Remove("budget /x slots") },
            Planted.RightsOfNoScope => tables with { Budgets = BudgetBook.Empty },
            Planted.MoreUsedThanSold => tables.With(tables.Accounts["slots"] with { Used = 9, Allowed = 8 }),
            Planted.PartitionOfNobody => tables with { Partitions = tables.Partitions.SetItem(7, tables.Partitions[7] with { Owner = 99 }) },
            Planted.PartitionBeyondTheFrame => tables with { Partitions = tables.Partitions.SetItem(7, tables.Partitions[7] with { Epoch = 99 }) },
            Planted.IncarnationNeverGiven => tables with
            {
                Members = [new Member("one", 99, 1, 2)],
                Partitions = [.. tables.Partitions.Select(partition => partition with { Owner = 99 })],
            },
            Planted.DemandOfNobody => tables with { Demands = tables.Demands.Clear().Add(98, tables.Demands.Values.Single()) },
            Planted.AccountOfALaterTurn => tables.Accounts.Values.Aggregate(tables, (all, row) => all.With(row with { Turn = 99 })),
            Planted.Rewound => tables with { Rewound = 9 },
            Planted.DueAtWhatHasFired => tables.Schedules.Values.Aggregate(
                tables,
                (all, one) => all.With(one with { Times = one.Times with { Due = one.Times.LastFired!.Value } })
            ),
            Planted.MessageSettledAndInHand => Message(tables, row => row with { State = DeliveryState.Delivered, Tries = 1, Lease = new Instant(5) }),
            Planted.MessageAnsweredUntried => Message(tables, row => row with { Answer = "answered 500" }),
            _ => throw new ArgumentOutOfRangeException(nameof(damage)),
        });
    }

    private static HomeTables Message(HomeTables tables, Func<OutboxRow, OutboxRow> change)
    {
        var row = new OutboxRow { Subject = "job 1", Target = "", Events = "", Body = "", Created = new Instant(1), Due = new Instant(1) };
        return tables with { Outbox = tables.Outbox.With(change(row)) };
    }

    private static HomeTables Jobs(HomeTables tables, Func<JobTables, JobTables> change) =>
        tables.Jobs.Values.Aggregate(tables, (all, job) => all.With(change(job)));

    private static HomeTables Live(HomeTables tables, Func<Rows.LiveRow, Rows.LiveRow> change) =>
        tables with { Live = tables.Live.ToImmutableSortedDictionary(live => live.Key, live => change(live.Value)) };

    private static ImmutableSortedDictionary<(int, int, int), AttemptRow> Failed(ImmutableSortedDictionary<(int, int, int), AttemptRow> history) =>
        history.ToImmutableSortedDictionary(attempt => attempt.Key, attempt => attempt.Value with { Outcome = TaskState.Failed });

    private static long[] Off(long[] counts) => [.. counts.Select(count => count == 2 ? 1 : count)];
}
