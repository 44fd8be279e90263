using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Linux.Faults;
using Rota.Store.Local;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Queries;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Tests;

/// <summary>States of every version that was released open, go on, and are kept as they were beside it.</summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly Home home = new();

    /// <summary>One file for each: jobs that failed, that wait, that ran with attempts live, a schedule and a queue.</summary>
    public static TheoryData<int> Versions => [.. Enumerable.Range(Migration.First, Database.SchemaVersion - Migration.First)];

    public void Dispose() => home.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_state_of_an_earlier_version_goes_on(int version)
    {
        Use(version);
        using (var store = home.Open())
        {
            var place = store.Join(Home.Runner, Home.Joining, _ => false);
            var running = store.Load(new JobId(2))!;
            Assert.Equal(6, running.Live.Count);
            Assert.All(running.Live, attempt => Assert.Equal(NodeId.Home, attempt.Node));
            Assert.Equal(new JobId(2), Assert.Single(store.OpenJobs(place.Partitions.ToHashSet())).Job);
        }

        Assert.Empty(home.Violations());
        Assert.Equal(Database.SchemaVersion, home.Scalar("PRAGMA user_version"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_look_is_enough(int version)
    {
        Use(version);
        using var queries = new JobQueries(home.State);
        Assert.Equal(10, queries.Attempts.Of(new JobId(1)).Count());
        Assert.All(queries.Attempts.Of(new JobId(1)), attempt => Assert.Equal(NodeId.Home, attempt.Node));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Its_tables_are_those_of_a_new_one(int version)
    {
        Use(version);
        home.Open().Dispose();
        using var fresh = new Home();
        fresh.Open().Dispose();
        Assert.Equal(Shape(fresh), Shape(home));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void It_is_kept_as_it_was_for_its_user_alone(int version)
    {
        Use(version);
        home.Open().Dispose();
        var copy = Upgrade.CopyOf(home.State, version);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(copy));
        using var connection = Connection.Open(copy, isReadOnly: true);
        Assert.Equal(version, connection.Scalar("PRAGMA user_version"));
        Assert.Equal(10, connection.Scalar("SELECT count(*) FROM attempt"));
    }

    [Theory]
    [InlineData("serve.lock", false)]
    [InlineData("members.lock", true)]
    public void While_somebody_serves_it_it_is_left_alone(string name, bool isShared)
    {
        Use(Migration.First);
        using var held = new FileLock(Path.Combine(home.State.Path, name));
        Assert.True(isShared ? held.TryShare(TimeSpan.FromSeconds(1)) : held.TryEnter());
        var refused = Assert.Throws<StoreException>(() => home.Open());
        Assert.Equal(StoreFailure.NewerSchema, refused.Failure);
        Assert.Contains("End it with kill", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Migration.First, home.Scalar("PRAGMA user_version"));
        Assert.False(File.Exists(Upgrade.CopyOf(home.State, Migration.First)));
    }

    [Theory]
    [InlineData("upgrade-copied")]
    [InlineData("upgrade-written")]
    public void One_that_is_killed_in_the_middle_is_done_again(string point)
    {
        Use(Migration.First);
        CrashPoint.Here = here => { if (here == point) { throw new OperationCanceledException(point); } };
        try
        {
            Assert.Throws<OperationCanceledException>(() => home.Open());
        }
        finally
        {
            CrashPoint.Here = null;
        }

        Assert.Equal(Migration.First, home.Scalar("PRAGMA user_version"));
        home.Open().Dispose();
        Assert.Empty(home.Violations());
    }

    [Fact]
    public void Gpus_that_are_held_are_counted_by_thousandths_from_then_on()
    {
        Use(7);
        home.Execute(
            """
            INSERT INTO account (name, used, turn, allowed) VALUES ('gpus', 3, 1, 3), ('gpu/0', 1, 1, 1), ('gpu/1', 1, 1, 1), ('gpu/2', 1, 1, 1);
            UPDATE live SET booking = '1 queue gpu' || char(10) || '2 gpus', gpus = '0 1' WHERE idx = 0;
            UPDATE live SET booking = '1 queue gpu' || char(10) || '1 gpus' || char(10) || '1 license/x', gpus = '2' WHERE idx = 1
            """);
        home.Open().Dispose();
        using var connection = Connection.Open(home.State.Database, isReadOnly: true);
        var held = AccountTable.Held(connection);
        foreach (var account in AccountTable.All(connection).Where(account => account.Id.Kind is AccountKind.Gpus or AccountKind.Gpu))
        {
            Assert.Equal((account.Id.Kind == AccountKind.Gpus ? 3_000 : 1_000, held[account.Id]), (account.Used, account.Used));
            Assert.Equal(account.Used, account.Allowed);
        }

        Assert.Equal((1, 4), (held[AccountId.Licence(NodeId.Home, "x")], held.Keys.Count(id => id.Kind is AccountKind.Gpus or AccountKind.Gpu)));
    }

    [Fact]
    public void What_is_kept_goes_with_the_first_prune()
    {
        Use(Migration.First);
        home.Open().Dispose();
        Assert.True(Upgrade.Forget(home.State) > 0);
        Assert.Empty(Directory.GetFiles(home.State.Path, Upgrade.Copies));
    }

    [Theory]
    [InlineData(Migration.First - 1)]
    [InlineData(0)]
    public void Versions_before_the_first_release_are_refused(int version)
    {
        Use(Migration.First);
        home.Execute($"PRAGMA user_version={version}");
        Assert.Equal(StoreFailure.NewerSchema, Assert.Throws<StoreException>(() => home.Open()).Failure);
    }

    private void Use(int version) =>
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", $"schema-{version}.db"), home.State.Database);

    /// <summary>Names, types and defaults of all columns, whatever their order; and the indexes.</summary>
    private static string[] Shape(Home one)
    {
        using var connection = Connection.Open(one.State.Database, isReadOnly: true);
        using var rows = connection.Prepare(
            """
            SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || coalesce(c.dflt_value, '') || ' ' || c.pk
            FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'
            UNION ALL SELECT name || ' ' || tbl_name FROM sqlite_master WHERE type = 'index'
            """).Rows();
        var shape = new List<string>();
        while (rows.Read())
        {
            shape.Add(rows.Text(0));
        }

        return [.. shape.Order(StringComparer.Ordinal)];
    }
}
