using System.Collections.Immutable;
using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Placement;
using Rota.Core.Scheduling.State;
using Rota.Core.Slots;
using Rota.Store.Audit;
using Rota.Store.Changes;
using Rota.Store.Nodes;
using Rota.Store.Operations;
using Rota.Store.Rows;
using Rota.Store.Rules;
using Rota.Store.SavedFilters;
using Rota.Store.Tokens;

namespace Rota.Store.Memory.Tables;

/// <summary>All rows of a home, as one value: a change makes another one of it.</summary>
internal sealed record HomeTables
{
    /// <summary>Those of a home that was just made.</summary>
    public static readonly HomeTables New = new();

    /// <summary>The timetable.</summary>
    public FrameRow Frame { get; init; } = FrameRow.New;

    /// <summary>Its members by rank.</summary>
    public ImmutableArray<Member> Members { get; init; } = [];

    /// <summary>Who owns which partition, by number.</summary>
    public ImmutableArray<PartitionRow> Partitions { get; init; } =
    [.. Enumerable.Range(0, Partition.Count).Select(id => new PartitionRow(id, Epoch: 0, Owner: 0))];

    /// <summary>Shared accounts, by their texts.</summary>
    public ImmutableSortedDictionary<string, AccountRow> Accounts { get; init; } =
        ImmutableSortedDictionary.Create<string, AccountRow>(StringComparer.Ordinal);

    /// <summary>What was set for queues, by name.</summary>
    public ImmutableSortedDictionary<string, QueueSetting> Queues { get; init; } =
        ImmutableSortedDictionary.Create<string, QueueSetting>(StringComparer.Ordinal);

    /// <summary>Scopes of budgets, and what was granted and lent.</summary>
    public BudgetBook Budgets { get; init; } = BudgetBook.Empty;

    /// <summary>What the members' waiting tasks lack, by incarnation.</summary>
    public ImmutableSortedDictionary<long, Demand> Demands { get; init; } =
        ImmutableSortedDictionary<long, Demand>.Empty;

    /// <summary>The home's own machine; null before somebody said what it is.</summary>
    public NodeRow? Own { get; init; }

    /// <summary>The other nodes of the cell, by number.</summary>
    public ImmutableSortedDictionary<long, NodeRow> Nodes { get; init; } =
        ImmutableSortedDictionary<long, NodeRow>.Empty;

    /// <summary>Jobs.</summary>
    public ImmutableSortedDictionary<JobId, JobTables> Jobs { get; init; } =
        ImmutableSortedDictionary<JobId, JobTables>.Empty;

    /// <summary>The job of each idempotency key.</summary>
    public ImmutableDictionary<string, JobId> Keys { get; init; } =
        ImmutableDictionary.Create<string, JobId>(StringComparer.Ordinal);

    /// <summary>Live attempts, by number.</summary>
    public ImmutableSortedDictionary<long, LiveRow> Live { get; init; } =
        ImmutableSortedDictionary<long, LiveRow>.Empty;

    /// <summary>Requests that no runner has carried out, by number.</summary>
    public ImmutableSortedDictionary<long, InboxRow> Inbox { get; init; } =
        ImmutableSortedDictionary<long, InboxRow>.Empty;

    /// <summary>What the turns changed, by partition.</summary>
    public ImmutableSortedDictionary<int, SequenceTables> Sequences { get; init; } =
        ImmutableSortedDictionary<int, SequenceTables>.Empty;

    /// <summary>What is on its way out.</summary>
    public OutboxTables Outbox { get; init; } = OutboxTables.Empty;

    /// <summary>What was changed and by whom, oldest first.</summary>
    public ImmutableList<AuditEntry> Audit { get; init; } = [];

    /// <summary>Operations on many jobs, by number.</summary>
    public ImmutableSortedDictionary<long, OperationRow> Operations { get; init; } =
        ImmutableSortedDictionary<long, OperationRow>.Empty;

    /// <summary>Tokens of the API, by name.</summary>
    public ImmutableSortedDictionary<string, TokenRow> Tokens { get; init; } =
        ImmutableSortedDictionary.Create<string, TokenRow>(StringComparer.Ordinal);

    /// <summary>Filters that people gave names.</summary>
    public ImmutableList<SavedFilter> Filters { get; init; } = [];

    /// <summary>Schedules, by number.</summary>
    public ImmutableSortedDictionary<long, ScheduleTables> Schedules { get; init; } =
        ImmutableSortedDictionary<long, ScheduleTables>.Empty;

    /// <summary>Grows with each change of a schedule by anybody but its owner.</summary>
    public long ScheduleVersion { get; init; } = 1;

    /// <summary>The next numbers of what is numbered.</summary>
    public NextNumbers Next { get; init; } = new();

    /// <summary>The epoch of a keeper that has seen a later one than this home; null where none complained.</summary>
    public long? Rewound { get; init; }

    /// <summary>With other rows of a job.</summary>
    public HomeTables With(JobTables job) => this with { Jobs = Jobs.SetItem(job.Row.Id, job) };

    /// <summary>With other rows of a schedule.</summary>
    public HomeTables With(ScheduleTables schedule) =>
        this with
        {
            Schedules = Schedules.SetItem(schedule.Id.Value, schedule),
        };

    /// <summary>With another row of a node.</summary>
    public HomeTables With(NodeRow node) => this with { Nodes = Nodes.SetItem(node.Id.Value, node) };

    /// <summary>With another row of an account.</summary>
    public HomeTables With(AccountRow account) => this with { Accounts = Accounts.SetItem(account.Id.Text, account) };

    /// <summary>With what a turn changed in a partition.</summary>
    public HomeTables With(int partition, IReadOnlyList<Change> changes) =>
        this with
        {
            Sequences = Sequences.SetItem(
                partition,
                Sequences.GetValueOrDefault(partition, SequenceTables.Empty).With(changes)
            ),
        };

    /// <summary>With the entry of a change.</summary>
    public HomeTables With(Author author, Deed deed)
    {
        (long, string)? last = Audit is [.., var newest] ? (newest.Number, newest.Hash) : null;
        return this with { Audit = Audit.Add(AuditChain.Next(last, author, deed)) };
    }

    /// <summary>How a job stands, for who tells of a change; null where there is none.</summary>
    public JobStanding? Standing(JobId job) =>
        Jobs.TryGetValue(job, out var rows) ? new JobStanding(rows.Row.State, rows.Row.Priority, rows.Row.Queue) : null;

    /// <summary>One account, or null.</summary>
    public AccountRow? Account(AccountId id) => Accounts.TryGetValue(id.Text, out var row) ? row : null;

    /// <summary>The live attempts of a job, by number.</summary>
    public IEnumerable<LiveRow> LiveOf(JobId job) => Live.Values.Where(live => live.Task.Job == job);

    /// <summary>What live attempts hold of each account.</summary>
    public Dictionary<AccountId, long> Held()
    {
        var held = new Dictionary<AccountId, long>();
        foreach (var live in Live.Values.Where(live => live.HoldsRoom))
        {
            AccountRule.Add(held, live.Booking, live.Node, live.Gpus, live.Cpus);
        }

        return held;
    }
}
