using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Core.Placement;
using Rota.Store.Home;
using Rota.Store.Sqlite;
using Rota.Store.Sqlite.Files;
using Rota.Store.Turns;

namespace Rota.Store.Tests;

/// <summary>A home on a SQLite file of its own for one test, and what the tests of any home have in common.</summary>
public sealed class Home : Backend
{
    public static readonly Capacity Node = new() { Slots = 2, MilliCpus = 2_000, MemoryBytes = 1_000 };
    public static readonly RunnerIdentity Runner = new("one", 1, 2, "boot");
    public static readonly Instant Now = new(1_000_000);

    public Home(string? below = null)
        : base(below) => Ports = new SqliteHome(State);

    public override IHome Ports { get; }

    public static readonly HashSet<int> AllPartitions = [.. Enumerable.Range(0, Partition.Count)];

    /// <summary>With what a runner of these tests joins; all members live unless told otherwise.</summary>
    public static readonly JoinOptions Joining = new() { NodeName = "node", Capacity = Node, Now = 0 };

    public static JobSpec Spec(int tasks = 3, RetryPolicy? retry = null) => new()
    {
        Name = "job",
        Directory = "/",
        Policies = [new TaskPolicy { Retry = retry ?? RetryPolicy.Default }],
        Tasks =
        [
            new TaskSpec
            {
                Id = "a",
                Command = new Command { Kind = CommandKind.Argv, Words = ["true"] },
                Expansion = new Expansion.Array([new NumberRange(0, tasks - 1)]),
            },
        ],
    };

    public override void Plant(Planted damage) => Execute(damage switch
    {
        Planted.TaskWithoutRecord => "DELETE FROM task WHERE idx = 0",
        Planted.LiveWithAnotherState => "INSERT INTO task SELECT job, grp, idx, 1, 0, 0, 0, 1, 0 FROM live LIMIT 1",
        Planted.RecordOfAnUntouchedTask => "UPDATE task SET idx = 99 WHERE idx = 0",
        Planted.TwoLiveAttempts => "DROP INDEX live_task; UPDATE live SET idx = (SELECT min(idx) FROM live)",
        Planted.FenceBeyondTheEpoch => "UPDATE live SET fence = 1000",
        Planted.AttemptNumbersWithAGap => "UPDATE attempt SET number = 3 WHERE idx = 0",
        Planted.SuccessThatFailed => "UPDATE attempt SET outcome = 7",
        Planted.SuccessWithoutAttempt => "DELETE FROM attempt",
        Planted.ResultThatIsNoObject => "UPDATE attempt SET result = '[1]'",
        Planted.EndedJobThatLives => "UPDATE job SET ended = 1",
        Planted.WrongCountersOfAnEntry => "UPDATE task_group SET counts = replace(counts, '2', '1')",
        Planted.WrongCountersOfAJob => "UPDATE job SET counts = replace(counts, '2', '1')",
        Planted.WrongStateOfATask => "UPDATE task SET state = 7",
        Planted.WrongRest => "UPDATE task_group SET rest = 11",
        Planted.WrongAccounts => "UPDATE account SET used = used + 1",
        Planted.NoAccounts => "DELETE FROM account",
        Planted.OtherRights => "UPDATE account SET course = '9 5:8' WHERE name LIKE 'budget%'",
        Planted.NoRights => "DELETE FROM account WHERE name LIKE 'budget%'",
        Planted.RightsOfNoScope => "DELETE FROM scope",
        Planted.MoreUsedThanSold => "UPDATE account SET used = 9, allowed = 8 WHERE name = 'slots'",
        Planted.PartitionOfNobody => "UPDATE partition SET owner = 99 WHERE id = 7",
        Planted.PartitionBeyondTheFrame => "UPDATE partition SET epoch = 99 WHERE id = 7",
        Planted.IncarnationNeverGiven => "UPDATE member SET incarnation = 99; UPDATE partition SET owner = 99",
        Planted.DemandOfNobody => "UPDATE demand SET runner = 98",
        Planted.AccountOfALaterTurn => "UPDATE account SET turn = 99",
        Planted.Rewound => "INSERT INTO sequence VALUES ('rewound', 9)",
        Planted.DueAtWhatHasFired => "UPDATE schedule SET due = last_fired",
        Planted.MessageSettledAndInHand => Message("1, 1, 5, NULL"),
        Planted.MessageAnsweredUntried => Message("0, 0, NULL, 'answered 500'"),
        _ => throw new ArgumentOutOfRangeException(nameof(damage)),
    });

    private static string Message(string rest) =>
        $"INSERT INTO outbox (topic, subject, target, events, body, created, due, tries, state, lease, answer) VALUES ('notify', 'job 1', '', '', '', 1, 1, {rest})";

    public void Execute(string sql)
    {
        using var connection = Connection.Open(State.Database);
        connection.Execute(sql);
    }

    public long? Scalar(string sql)
    {
        using var connection = Connection.Open(State.Database);
        return connection.Scalar(sql);
    }
}
