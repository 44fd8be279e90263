using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>
/// A job on a cell of five nodes whose machines fail all the time, and its home too: each task is done, and done once unless
/// an attempt of it was lost. <c>ROTA_CELL_FAULTS=1000</c> has more faults, <c>ROTA_CELL_SEED</c> others.
/// </summary>
public sealed class CellCampaignTests : IDisposable
{
    private const int Nodes = 5;
    private const int Tasks = 10_000;
    private const int UsualFaults = 12;

    /// <summary>What befalls a node, and what mends it.</summary>
    private static readonly (string Fault, string Cure)[] Faults =
        [("kill", "start"), ("freeze", "thaw"), ("cut", "mend"), ("mute", "mend")];

    private static readonly TimeSpan Most = TimeSpan.FromMinutes(10);
    private readonly RotaState rota = new();
    private readonly Dictionary<int, string> ill = [];

    private string Cell => rota.At("cell");

    private string HomeState => Path.Combine(Cell, "home");

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgres")]
    public void Ten_thousand_tasks_are_done_once_while_machines_are_killed_frozen_and_cut_off(string engine)
    {
        Assert.SkipWhen(engine == "postgres" && !Directory.Exists("/usr/lib/postgresql"), "PostgreSQL is not installed (Debian: postgresql)");
        var faults = Number("ROTA_CELL_FAULTS", UsualFaults);
        var seed = Number("ROTA_CELL_SEED", 1);
        var chance = new Random(seed);
        using var demo = rota.Start("cell", "demo", "--engine", engine, "--nodes", $"{Nodes}", "--dir", Cell);
        Until.True(() => demo.HasExited || demo.Errors.Contains("job 1 runs on them", StringComparison.Ordinal), "it has begun");
        Home("cancel", "1").Exits(0);

        rota.Write("job.yaml", $"name: campaign\ntasks:\n- id: a\n  array: 1-{Tasks}\n  command: '{rota.Effects.Command}true'\n");
        Home("submit", rota.At("job.yaml")).Exits(0);
        for (var fault = 0; fault < faults; fault++)
        {
            var before = rota.Effects.Count;
            Strike(demo, chance);

            // By then others have been done, or all that is left is on nodes that nobody reaches.
            var share = before + (Tasks / (faults + 2));
            Until.True(() => rota.Effects.Count >= share || NothingWaits(), $"seed {seed}, fault {fault}: work goes on; ill: {string.Join(", ", ill)}", Most);
        }

        foreach (var (node, cure) in ill)
        {
            demo.Type($"{cure} n{node}\n");
        }

        Home(Most, "wait", "2").Exits(0);
        Home("check").Exits(0);
        Prove(seed);
        demo.Type("quit\n");
        demo.Wait().Exits(0);
    }

    public void Dispose() => rota.Dispose();

    private static int Number(string name, int usual) => int.TryParse(Environment.GetEnvironmentVariable(name), out var stated) ? stated : usual;

    private bool NothingWaits()
    {
        var states = Home("status", "2", "--output", "json").Json.GetProperty("job").GetProperty("states");
        return !states.TryGetProperty("ready", out var ready) || ready.GetInt64() == 0;
    }

    /// <summary>A node falls ill or gets well, or the home is killed.</summary>
    private void Strike(RunningCommand demo, Random chance)
    {
        var node = 1 + chance.Next(Nodes + 1);
        if (node > Nodes)
        {
            Processes.Signal(Daemon(), Processes.SigKill);
            Until.True(() => Home("up", "--detach", "-j", "2").ExitCode == 0, "the home is up again");
        }
        else if (ill.Remove(node, out var cure))
        {
            demo.Type($"{cure} n{node}\n");
        }
        else
        {
            (var fault, ill[node]) = Faults[chance.Next(Faults.Length)];
            demo.Type($"{fault} n{node}\n");
        }
    }

    private int Daemon() => Processes.Naming(HomeState).Single(pid => Processes.Describe(pid).Contains($" up --state={HomeState}", StringComparison.Ordinal));

    private void Prove(int seed)
    {
        var starts = rota.Effects.Starts;
        Assert.True(starts.DistinctBy(start => (start.Index, start.Attempt)).Count() == starts.Length, $"seed {seed}: an attempt ran twice");
        var attempts = Home("export", "2", "--format", "json").Exits(0).Json.GetProperty("attempts").EnumerateArray().Select(TaskLine.Of).ToArray();
        var done = attempts.Where(attempt => attempt.State == "succeeded").ToArray();
        Assert.Equal(Enumerable.Range(1, Tasks), done.Select(attempt => attempt.Index!.Value).Order());
        var started = starts.Select(start => (start.Index, start.Attempt)).ToHashSet();
        Assert.All(done, attempt => Assert.Contains((attempt.Index!.Value, attempt.Attempt), started));

        // What ran and is not the one that succeeded was lost, and the home says so.
        Assert.All(attempts.Except(done), attempt => Assert.Equal("lost", attempt.State));
        var known = attempts.Select(attempt => (attempt.Index!.Value, attempt.Attempt)).ToHashSet();
        Assert.Subset(known, started);
    }

    private Outcome Home(params string[] words) => Home(RotaState.Limit, words);

    private Outcome Home(TimeSpan most, params string[] words)
    {
        using var command = rota.Start(["--state", HomeState, .. words]);
        return command.Wait(most);
    }
}
