using System.Diagnostics;
using Rota.App.Markup;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Sim.Systems;
using Rota.Sim.Systems.Faults;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>What <c>rota simulate system</c> prints.</summary>
internal static class SystemPage
{
    private const int TraceLines = 60;

    /// <summary>What became of many worlds.</summary>
    public static void Print(SystemView view, SystemOptions options, IReadOnlyList<SystemResult> results)
    {
        foreach (var world in view.Broken)
        {
            Screen.Out.WriteLine($"seed {world.Seed}: {world.Violations[0]}");
        }

        Screen.Out.WriteLine(
            $"{Words.Count(view.Worlds, "world")}, {results.Sum(result => result.Time.TotalHours):0.0} hours "
                + $"in virtual time, {Quantity.Count(view.Events, "event")}, "
                + $"{Quantity.Count(results.Sum(result => result.Runs), "task process")}, {view.Seconds:0.0} s"
        );
        Screen.Out.WriteLine($"digest {view.Digest}");
        Screen.Out.WriteLine(
            view.Broken is [var first, ..]
                ? $"{Words.Count(view.Broken.Count, "world")} with broken promises; see one: "
                    + options.Command(first.Seed)
                : "every promise was kept"
        );
    }

    /// <summary>One world, line by line.</summary>
    public static int Show(SystemResult result)
    {
        foreach (var line in result.Trace)
        {
            Screen.Out.WriteLine(line);
        }

        foreach (var violation in result.Violations)
        {
            Screen.Out.WriteLine(violation);
        }

        Screen.Out.WriteLine(
            $"seed {result.Seed}: digest {result.Digest:x16}, {Words.Count(result.Violations.Count, "broken promise")}"
        );
        return result.Broken is null ? ExitCode.Success : ExitCode.Failed;
    }

    /// <summary>What is left of a world when all is left out that it does not need to fail.</summary>
    public static void PrintShrunk(SystemResult result, IReadOnlyList<string> trace)
    {
        Screen.Out.WriteLine();
        Screen.Out.WriteLine($"seed {result.Seed} still fails with {Words.Count(result.Faults.Count, "fault")}:");
        foreach (var (number, name) in result.Faults)
        {
            Screen.Out.WriteLine($"  {number, 3}  {name}");
        }

        var end = trace.ToList().FindIndex(line => line.Contains("BROKEN", StringComparison.Ordinal));
        foreach (var line in trace.Take(end + 1).TakeLast(TraceLines))
        {
            Screen.Out.WriteLine(line);
        }

        Screen.Out.WriteLine(result.Violations[0]);
    }

    /// <summary>Plants every known bug, and looks for each until it is found.</summary>
    public static int Hunt(int seeds, FaultKinds faults, HomeKind home, int nodes)
    {
        var missed = 0;
        Screen.Out.WriteLine($"{"BUG", -26} {"SEED", 5} {"SECONDS", 8}  FOUND BY");
        foreach (var (name, _) in PlantedBugs.All)
        {
            var begun = Stopwatch.GetTimestamp();
            var found = SystemCampaign.Find(
                new SystemOptions
                {
                    Seed = 1,
                    Faults = faults,
                    Home = home,
                    Nodes = PlantedBugs.NodesOf(name, nodes),
                    Bug = name,
                },
                seeds
            );
            missed += found is null ? 1 : 0;
            Screen.Out.WriteLine(
                $"{name, -26} {found?.Seed.ToString() ?? "-", 5} "
                    + $"{Stopwatch.GetElapsedTime(begun).TotalSeconds, 8:0.0}  {found?.Broken ?? "nobody"}"
            );
        }

        Screen.Out.WriteLine(
            missed == 0
                ? "every planted bug was found"
                : $"{Words.Count(missed, "planted bug")} not found in {Words.Count(seeds, "world")}"
        );
        return missed == 0 ? ExitCode.Success : ExitCode.Failed;
    }
}
