using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Queries;

namespace Rota.Store.Tests;

/// <summary>Accounts as they are stored: the texts that every state has, whatever people call their queues and keys.</summary>
public sealed class AccountRowTests : IDisposable
{
    private readonly Home home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Accounts_and_bookings_have_the_texts_of_all_states()
    {
        Run("nightly", "lr-0.1");
        Assert.Equal(["concurrency key lr-0.1=2", "cpus=1000", "queue nightly=2", "slots=2"], Rows("SELECT name || '=' || used FROM account ORDER BY name"));
        Assert.Equal(["1 queue nightly\n1 concurrency key lr-0.1\n1 slots\n500 cpus"], Rows("SELECT DISTINCT booking FROM live"));
    }

    [Theory]
    [InlineData("two\nlines", "a\n1 slots\n\n b\n")]
    [InlineData("slots", "license/x")]
    [InlineData("concurrency key x", "queue slots")]
    [InlineData("\uDCE9", "node 2 cpus")]
    [InlineData(" ", "'; DROP TABLE account; --")]
    public void Queues_and_keys_may_be_called_anything(string queue, string key)
    {
        Run(queue, key);
        Assert.Empty(home.Violations());
        using var queries = new JobQueries(home.State);
        var before = Used(queries);
        Assert.Equal((2, 2), (before[AccountId.Queue(queue)], before[AccountId.ConcurrencyKey(key)]));
        Assert.Equal(2, Assert.Single(queries.Queues.All()).Running);

        // Who joins books anew, by what is stored with the attempts.
        using var store = home.Open();
        var next = new Player(store, key: key);
        Assert.Equal(before, Used(queries));
        next.Turn(exitCode: 0);
        next.Turn(exitCode: 0);
        Assert.Empty(home.Violations());
        Assert.All(Used(queries).Values, used => Assert.Equal(0, used));
    }

    [Fact]
    public void An_account_of_no_kind_stops_nobody()
    {
        Run("nightly", "");
        home.Execute("INSERT INTO account (name, used, turn, capacity) VALUES ('tokens', 0, 1, 7)");
        home.Execute("INSERT INTO account (name, used, turn, capacity) VALUES ('node 9 cpus', 0, 1, 7)");
        using var store = home.Open();
        var player = new Player(store);
        player.Turn(exitCode: 0);
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void Nodes_are_known_by_name()
    {
        Run("nightly", "");
        home.Execute("INSERT INTO node (id, name, capacity) VALUES (7, 'gpu-box', '{}')");
        home.Execute("UPDATE live SET node = 7 WHERE idx = 1");
        using var queries = new JobQueries(home.State);
        var names = queries.NodeNames();
        Assert.Equal(("node", "gpu-box"), (names[NodeId.Home], names[new NodeId(7)]));
        var group = Assert.Single(queries.Groups(new JobId(1)));
        Assert.Equal([NodeId.Home, new NodeId(7)], queries.Tasks.Of(new JobId(1), group, TaskState.Starting).Select(row => row.Node!.Value));
    }

    /// <summary>Two tasks of a queue with a key start.</summary>
    private void Run(string queue, string key)
    {
        var spec = Home.Spec(2);
        home.Submit(spec with
        {
            Queue = queue,
            Policies = [spec.Policies[0] with { Resources = new ResourceRequest { Slots = 1, MilliCpus = 500 } }],
            Tasks = [spec.Tasks[0] with { Concurrency = new Concurrency("k", 2) }],
        });
        using var store = home.Open();
        new Player(store, key: key).Turn();
    }

    private static SortedDictionary<AccountId, long> Used(JobQueries queries) =>
        new(queries.Queues.Accounts().Where(use => use.Used > 0 || use.Account.Kind != AccountKind.Unknown)
            .ToDictionary(use => use.Account, use => use.Used), Comparer<AccountId>.Create((x, y) => string.CompareOrdinal(x.Text, y.Text)));

    private List<string> Rows(string sql)
    {
        using var connection = Connection.Open(home.State.Database);
        using var rows = connection.Prepare(sql).Rows();
        var found = new List<string>();
        while (rows.Read())
        {
            found.Add(rows.Text(0));
        }

        return found;
    }
}
