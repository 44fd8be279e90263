using System.Globalization;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Sources;
using Rota.Core.Placement.Strategies;
using Rota.Core.Problems;
using Rota.Sim.Policies;
using Rota.Sim.Policies.Loads;
using Rota.Sim.Policies.Settings;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>How the words of the options become settings.</summary>
internal sealed partial class PolicyOptions
{
    /// <summary>What to run: every strategy at every number of nodes and every load.</summary>
    public IReadOnlyList<PolicySettings> Read(Invocation cli)
    {
        var names = cli.Get(strategy)!.Split(',', StringSplitOptions.TrimEntries);
        foreach (var name in names.Where(name => !PolicyRun.Strategies.Contains(name)))
        {
            var near = Nearest.Of(name, PolicyRun.Strategies) is { } nearest ? $"did you mean {nearest}?" : null;
            var known = $"there are {string.Join(", ", PolicyRun.Strategies)}";
            throw Bad($"--strategy: there is no {name}", near ?? known);
        }

        var common = Common(cli);
        var all =
            from nodeCount in Numbers("--nodes", cli.Get(nodes)!)
            from share in Numbers("--load", cli.Get(load)!)
            from name in names
            select common with
            {
                Strategy = name,
                Nodes = nodeCount is >= 1 and <= 10_000_000
                    ? (int)nodeCount
                    : throw Bad("--nodes: 1 to 10000000 are expected"),
                Load = share is > 0 and <= 10 ? share : throw Bad("--load: a number above 0 is expected, 0.9 for 90%"),
            };
        var read = all.ToArray();
        foreach (var problem in read.SelectMany(PolicyCheck.Problems))
        {
            throw Bad(problem);
        }

        return read;
    }

    private PolicySettings Common(Invocation cli)
    {
        var law = cli.Get(service)!;
        var file =
            cli.Get(trace) ?? (law.StartsWith("trace:", StringComparison.Ordinal) ? law["trace:".Length..] : null);
        var recorded = file is null ? null : ReadTrace(file);
        var perJob = recorded?.MeanTasks ?? Math.Max(1, cli.Get(tasksPerJob));
        var wanted = cli.Get(jobs) != 0 ? cli.Get(jobs) : (long)Math.Ceiling(cli.Get(tasks) / perJob);
        var dropped = cli.Get(warmup);
        return new PolicySettings
        {
            Strategy = "",
            Slots = cli.Get(slots),
            TasksPerJob = cli.Get(tasksPerJob),
            Service = recorded is not null
                ? ServiceLaw.Exponential
                : ServiceLaw.Parse(law) ?? throw Bad($"--service {law}: one of {ServiceLaw.Form} is expected"),
            Arrivals =
                ArrivalLaw.Parse(cli.Get(arrivals)!)
                ?? throw Bad($"--arrivals {cli.Get(arrivals)}: one of {ArrivalLaw.Form} is expected"),
            Trace = recorded,
            Dispatchers = cli.Get(dispatchers),
            Delay = cli.Get(delay),
            DecisionTime = cli.Get(decisionTime),
            D = cli.Get(d),
            WithReplacement = cli.Get(withReplacement),
            Fallback = FallbackOf(cli.Get(fallback)!, cli.Get(delay)),
            KeepTokens = cli.Get(keepTokens),
            Conflict = OneOf("--conflict", cli.Get(conflict)!, "sequence", "fit")
                ? ConflictRule.Fit
                : ConflictRule.Sequence,
            Commit = OneOf("--commit", cli.Get(commit)!, "all", "incremental")
                ? CommitRule.Incremental
                : CommitRule.AllOrNothing,
            Speeds = [.. Numbers("--speeds", cli.Get(speeds)!)],
            Zones = cli.Get(zones),
            FailureEvery = cli.Get(failureEvery),
            Repair = cli.Get(repair),
            Jobs = wanted,
            Warmup = dropped >= 1 ? Math.Max(1, Math.Floor(dropped / perJob)) : dropped,
            Seed = cli.Get(seed),
        };
    }

    private static Trace ReadTrace(string file)
    {
        try
        {
            return TraceFile.Read(
                Path.GetExtension(file),
                InputText.Read(file, "cut it: the first lines of a trace are a trace (head -n)")
            );
        }
        catch (TraceException bad)
        {
            throw Bad($"{file}: {bad.Message}");
        }
    }

    /// <summary>
    /// Without delay the published theory of join-idle-queue is what people compare with, and there a task without
    /// a token goes to any node.
    /// </summary>
    private static FallbackRule FallbackOf(string word, double delay) =>
        word switch
        {
            "auto" => delay > 0 ? FallbackRule.Late : FallbackRule.Random,
            "late" => FallbackRule.Late,
            "random" => FallbackRule.Random,
            "both" => FallbackRule.Both,
            _ => throw Bad($"--fallback {word}: auto, late, random or both is expected"),
        };

    /// <summary>Whether the second of two words was given.</summary>
    private static bool OneOf(string option, string word, string first, string second) =>
        word == second || (word == first ? false : throw Bad($"{option} {word}: {first} or {second} is expected"));

    private static IEnumerable<double> Numbers(string option, string text) =>
        text.Split(',', StringSplitOptions.TrimEntries)
            .Select(word =>
                double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : throw Bad($"{option} {word}: a number is expected, or several by comma")
            );

    private static ProblemException Bad(string sentence, params string[] details) =>
        new(ProblemCodes.Usage, sentence, details);
}
