using Rota.Store.Home;
using Rota.Store.Postgres;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Addresses;

namespace Rota.Store.Tests.Postgres;

/// <summary>A home on PostgreSQL in a database of its own for one test.</summary>
public sealed class PostgresBackend : Backend
{
    private readonly string address;
    private readonly Server server;

    public PostgresBackend()
        : this(Cluster.Shared.NewDatabase()) { }

    public PostgresBackend(string address)
        : base(Quick)
    {
        this.address = address;
        server = new Server(HomeAddress.Parse(address));
        Ports = new PostgresHome(State, server);
    }

    public override IHome Ports { get; }

    /// <summary>The server, by its address.</summary>
    public Server Server => server;

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

    public void Execute(string sql) =>
        Cluster.Shared.Execute(address[(address.LastIndexOf('/') + 1)..], "SET search_path TO rota; " + sql);

    public override void Dispose()
    {
        server.Dispose();
        base.Dispose();
    }

    private static string Message(string rest) =>
        $"INSERT INTO outbox (id, topic, subject, target, events, body, created, due, tries, state, lease, answer) VALUES (1, 'notify', 'job 1', '', '', '', 1, 1, {rest})";
}
