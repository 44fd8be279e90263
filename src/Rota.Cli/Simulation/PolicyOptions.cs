using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Rota.Cli.Commands;
using Rota.Core.JobFiles;
using Rota.Core.Placement.Strategies;
using Rota.Sim.Policies;
using Rota.Sim.Policies.Loads;

namespace Rota.Cli.Simulation;

/// <summary>The options of <c>rota simulate policy</c>, and the settings they mean.</summary>
internal sealed class PolicyOptions
{
    private readonly Option<string> strategy = Text("--strategy", "idle,two-choices,random", "Strategies, by comma");
    private readonly Option<string> nodes = Text("--nodes", "1000", "Nodes; several numbers by comma for a curve");
    private readonly Option<string> load = Text(
        "--load",
        "0.9",
        "Share of the capacity that is asked for; several by comma"
    );
    private readonly Option<int> slots = Number("--slots", 1, "Tasks that a node runs at a time");
    private readonly Option<int> tasksPerJob = Number("--tasks-per-job", 1, "Tasks of a job");
    private readonly Option<string> service = Text("--service", "exp:1", $"How long tasks take: {ServiceLaw.Form}");
    private readonly Option<string> arrivals = Text("--arrivals", "poisson", $"How jobs arrive: {ArrivalLaw.Form}");
    private readonly Option<string?> trace = new("--trace")
    {
        Description = "Recorded jobs: .swf, .tsv (SWIM) or .json (WfFormat), scaled to the load",
        HelpName = "FILE",
    };
    private readonly Option<int> dispatchers = Number("--dispatchers", 1, "Dispatchers that jobs come to");
    private readonly Option<double> delay = Real("--delay", 0, "Time of a message, one way");
    private readonly Option<double> decisionTime = Real("--decision-time", 0, "Time to plan a job (shared-state)");
    private readonly Option<double> d = Real("--d", 2, "Nodes that are asked for a task");
    private readonly Option<bool> withReplacement = Flag("--with-replacement", "A node may be asked twice");
    private readonly Option<string> fallback = Text(
        "--fallback",
        "late",
        "What idle does with an empty stock: late, random or both"
    );
    private readonly Option<bool> keepTokens = Flag(
        "--keep-tokens",
        "Idle tokens of nodes that became busy stay (idle)"
    );
    private readonly Option<string> conflict = Text(
        "--conflict",
        "fit",
        "When a claim conflicts: sequence or fit (shared-state)"
    );
    private readonly Option<string> commit = Text(
        "--commit",
        "incremental",
        "What is committed then: all or incremental"
    );
    private readonly Option<string> speeds = Text("--speeds", "1", "Speeds of nodes by comma, repeated over them");
    private readonly Option<int> zones = Number("--zones", 1, "Zones (spread)");
    private readonly Option<double> failureEvery = Real(
        "--failure-every",
        0,
        "Mean time between failures of a node; 0: none"
    );
    private readonly Option<double> repair = Real("--repair", 10, "Mean time that a failed node is away");
    private readonly Option<long> tasks = Long(
        "--tasks",
        "Tasks in all (default: until the mean is known within 0.5%)"
    );
    private readonly Option<long> jobs = Long("--jobs", "Jobs in all, in place of --tasks");
    private readonly Option<double> warmup = Real(
        "--warmup",
        0.2,
        "Not measured at first: a share below 1, or a number of tasks"
    );
    private readonly Option<ulong> seed = new("--seed")
    {
        Description = "Seed of all chance (default: 1)",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>All of them.</summary>
    public IEnumerable<Option> All =>
        [
            strategy,
            nodes,
            slots,
            load,
            tasksPerJob,
            service,
            arrivals,
            trace,
            dispatchers,
            delay,
            decisionTime,
            d,
            withReplacement,
            fallback,
            keepTokens,
            conflict,
            commit,
            speeds,
            zones,
            failureEvery,
            repair,
            tasks,
            jobs,
            warmup,
            seed,
        ];

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
        var wanted = cli.Get(jobs) > 0 ? cli.Get(jobs) : (long)Math.Ceiling(cli.Get(tasks) / perJob);
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
            Fallback = FallbackOf(cli.Get(fallback)!),
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
            return TraceFile.Read(Path.GetExtension(file), File.ReadAllText(file));
        }
        catch (TraceException bad)
        {
            throw Bad($"{file}: {bad.Message}");
        }
    }

    private static FallbackRule FallbackOf(string word) =>
        word switch
        {
            "late" => FallbackRule.Late,
            "random" => FallbackRule.Random,
            "both" => FallbackRule.Both,
            _ => throw Bad($"--fallback {word}: late, random or both is expected"),
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

    private static CommandFailure Bad(string sentence, params string[] details) =>
        new(ExitCode.BadInput, "usage", sentence, details);

    private static Option<string> Text(string name, string fallback, string description) =>
        new(name) { Description = $"{description} (default: {fallback})", DefaultValueFactory = _ => fallback };

    private static Option<int> Number(string name, int fallback, string description) =>
        new(name) { Description = $"{description} (default: {fallback})", DefaultValueFactory = _ => fallback };

    private static Option<double> Real(string name, double fallback, string description) =>
        new(name) { Description = $"{description} (default: {fallback})", DefaultValueFactory = _ => fallback };

    private static Option<long> Long(string name, string description) => new(name) { Description = description };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}
