namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>The snapshots themselves: a test that cannot fail is worth nothing.</summary>
public sealed class SnapshotTests
{
    [Theory]
    [InlineData("job 1 failed: 3 succeeded", "job 1 failed: 2 succeeded")]
    [InlineData("[exit 3]", "[exit 0]")]
    [InlineData("x part[2] exit 3 after 1ms (attempt 1/3)", "x part[2] exit 3 after 1ms (attempt 2/3)")]
    [InlineData("! job 1: paused", "job 1: paused")]
    [InlineData("{\"version\":1,\"id\":4}", "{\"version\":1,\"id\":5}")]
    [InlineData("\"started\":\"2026-11-22T07:44:26.752134Z\"", "\"started\":\"2026-11-22T07:44:26Z\"")]
    [InlineData("\"wall_seconds\":0.25", "\"wall_seconds\":\"0.25\"")]
    [InlineData("one\ntwo", "one\ntwo\nthree")]
    public void A_change_of_the_contract_is_found(string before, string after) =>
        Using(path =>
        {
            Assert.Null(Snapshot.Problem(path, Normaliser.Apply(before), updates: true));
            Assert.NotNull(Snapshot.Problem(path, Normaliser.Apply(after), updates: false));
        });

    [Theory]
    [InlineData("exit 3 after 1ms: no", "exit 3 after 1m02s: no")]
    [InlineData("in 39ms  153.2 tasks/s", "in 1.2s  4 tasks/s")]
    [InlineData("  slowest: part[1] 5ms, part[2] 1ms", "  slowest: part[3] 1.5s, sum 3ms")]
    [InlineData("a\n! [==>   ] 1/7  1 running\nb", "a\nb")]
    [InlineData("failed    1      5ms     3", "failed    1     1.5s     3")]
    [InlineData("\"node\":\"a\",\"started\":\"2026-11-22T07:44:26.752134Z\"",
        "\"node\":\"b\",\"started\":\"2027-01-02T03:04:05.678901Z\"")]
    [InlineData("1\thost\t1795333466.752\t     0.005\t0\t7\t0", "1\tother\t1795333477.000\t    10.125\t0\t7\t0")]
    public void What_is_chance_is_not(string once, string again) =>
        Assert.Equal(Normaliser.Apply(once), Normaliser.Apply(again));

    [Fact]
    public void The_first_difference_is_shown_with_both_lines() =>
        Using(path =>
        {
            Snapshot.Problem(path, "same\nold word\n", updates: true);
            var problem = Snapshot.Problem(path, "same\nold world\n", updates: false)!;
            Assert.Contains("line 2 differs from column 8 on", problem, StringComparison.Ordinal);
            Assert.Contains("expected: old word\nactual:   old world\n", problem, StringComparison.Ordinal);
        });

    [Fact]
    public void A_missing_snapshot_fails_and_is_not_written() =>
        Using(path =>
        {
            Assert.NotNull(Snapshot.Problem(path, "text", updates: false));
            Assert.False(File.Exists(path));
        });

    [Fact]
    public void Each_normaliser_is_needed_by_a_snapshot()
    {
        var snapshots = string.Concat(Directory.EnumerateFiles(Snapshot.Folder).Select(File.ReadAllText));
        Assert.All(Normaliser.All, normaliser => Assert.Contains(MarkOf(normaliser), snapshots));
    }

    [Fact]
    public void Each_snapshot_belongs_to_a_test()
    {
        var tests = typeof(SnapshotTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")).ToHashSet();
        Assert.All(Snapshot.Names, name => Assert.Contains(name, tests));
    }

    // The text it puts in, without the parts that it keeps.
    private static string MarkOf(Normaliser normaliser) =>
        normaliser.Replacement.Split("$1").MaxBy(part => part.Length)!.Split("$2")[0];

    private static void Using(Action<string> test)
    {
        var folder = Directory.CreateTempSubdirectory("rota-snap-");
        test(Path.Combine(folder.FullName, "a.snap"));
        folder.Delete(recursive: true);
    }
}
