using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary><c>rota cell demo</c>: nodes that are broken and mended by words, and nothing left at the end.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly RotaState rota = new();

    private string Cell => rota.At("cell");

    private string HomeState => Path.Combine(Cell, "home");

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void Its_nodes_are_killed_cut_off_frozen_and_mended_and_the_job_goes_on(string engine)
    {
        Assert.SkipWhen(engine == "postgres" && !Directory.Exists("/usr/lib/postgresql"), "PostgreSQL is not installed (Debian: postgresql)");
        using var demo = rota.Start("cell", "demo", "--engine", engine, "--nodes", "3", "--dir", Cell);
        Until.True(() => demo.HasExited || demo.Errors.Contains("job 1 runs on them", StringComparison.Ordinal), "it has begun");
        Assert.False(demo.HasExited, demo.Errors);
        demo.Type("kill n1\ncut n2\nfreeze n3\n");
        foreach (var node in new[] { "n1", "n2", "n3" })
        {
            Until.True(() => State(node) == "cut off", $"the home sees that {node} is gone");
        }

        var before = Done();
        Until.True(() => Done() > before, "the home's own machine goes on");
        demo.Type("start n1\nmend n2\nthaw n3\n");
        foreach (var node in new[] { "n1", "n2", "n3" })
        {
            Until.True(() => State(node) == "up", $"{node} is back");
        }

        demo.Type("mute n2\n");
        Until.True(() => State("n2") == "cut off", "who is not heard is cut off");
        demo.Type("status\nnonsense\nkill n9\nquit\n");
        var ended = demo.Wait().Exits(0);
        Assert.Contains("dashboard: http://127.0.0.1:", ended.Out, StringComparison.Ordinal);
        Assert.Contains("n2 is not heard; say: mend n2", ended.Out, StringComparison.Ordinal);
        Assert.Contains("there is no node n9; there are n1, n2, n3", ended.Out, StringComparison.Ordinal);
        Assert.Empty(Processes.Naming(Cell));
        Assert.True(Directory.Exists(HomeState), "what was named is kept");
    }

    [Fact]
    public void What_cannot_be_is_refused_before_anything_starts()
    {
        rota.Run("cell", "demo", "--nodes", "0").Exits(2);
        rota.Write("full", "");
        Assert.Contains("not empty", rota.Run("cell", "demo", "--dir", rota.Root).Exits(2).Error, StringComparison.Ordinal);
    }

    public void Dispose() => rota.Dispose();

    private string State(string node) =>
        rota.Run("--state", HomeState, "nodes", "--output", "json").Exits(0).Json.GetProperty("nodes").EnumerateArray()
            .Single(row => row.GetProperty("name").GetString() == node).GetProperty("state").GetString()!;

    private long Done() =>
        rota.Run("--state", HomeState, "status", "1", "--output", "json").Exits(0).Json.GetProperty("job").GetProperty("states").TryGetProperty("succeeded", out var count)
            ? count.GetInt64()
            : 0;
}
