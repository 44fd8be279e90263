using System.CommandLine;
using Rota.Sim.Policies.Loads;

namespace Rota.Cli.Verbs.Simulation;

/// <summary>The options of <c>rota simulate policy</c>, and the settings they mean.</summary>
internal sealed partial class PolicyOptions
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
        "auto",
        "What idle does with an empty stock: late, random or both; auto is late, and random at --delay 0 as published"
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

    private static Option<string> Text(string name, string fallback, string description) =>
        new(name) { Description = $"{description} (default: {fallback})", DefaultValueFactory = _ => fallback };

    private static Option<int> Number(string name, int fallback, string description) =>
        new(name) { Description = $"{description} (default: {fallback})", DefaultValueFactory = _ => fallback };

    private static Option<double> Real(string name, double fallback, string description) =>
        new(name) { Description = $"{description} (default: {fallback})", DefaultValueFactory = _ => fallback };

    private static Option<long> Long(string name, string description) => new(name) { Description = description };

    private static Option<bool> Flag(string name, string description) => new(name) { Description = description };
}
