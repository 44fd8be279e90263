using System.Text.RegularExpressions;

namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>
/// Puts a name in the place of what differs between two runs or two machines. Narrow on purpose: a counter, an exit
/// code or an attempt is part of the contract and stays. Each says in its pattern which form it expects, so that a
/// changed form (an instant without microseconds) is seen.
/// </summary>
internal sealed partial record Normaliser(string Name, Regex Pattern, string Replacement)
{
    public static readonly Normaliser[] All =
    [
        new("instant", InstantForm(), "<instant>"),
        new("local time", LocalTimeForm(), "<time>"),
        new("progress line", ProgressForm(), ""),
        new("slowest tasks", SlowestForm(), "slowest: <tasks and durations>"),
        new("duration", DurationForm(), " <duration>"),
        new("rate", RateForm(), "<rate> tasks/$1"),
        new("plan id", PlanForm(), "<plan>"),
        new("measured value in JSON", MeasureForm(), "\"$1\":<number>"),
        new("measured columns of CSV", CsvForm(), "$1,<seconds>,$2,<seconds>,<bytes>,"),
        new("measured columns of a joblog", JoblogForm(), "\t<node>\t<seconds>\t<seconds>\t"),
        new("node in JSON", NodeForm(), "\"node\":\"<node>\""),
        new("size of the machine", MachineForm(), "this machine has <number>"),
        new("pid", PidForm(), "pid <pid>"),
        new("runner of a run", RunForm(), "run-<pid>"),
    ];

    public static string Apply(string text) =>
        All.Aggregate(text, (result, normaliser) => normaliser.Pattern.Replace(result, normaliser.Replacement));

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")]
    private static partial Regex InstantForm();

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\b(?!\.)")]
    private static partial Regex LocalTimeForm();

    // Only a run of ten seconds shows one: a machine under load.
    [GeneratedRegex(@"^! \[=*>? *\] \d+/\d+  .*\n", RegexOptions.Multiline)]
    private static partial Regex ProgressForm();

    // Which tasks are the slowest, and in which order, is chance.
    [GeneratedRegex(@"slowest: \S+ [\d.]+m?s(?:, \S+ [\d.]+m?s)*$", RegexOptions.Multiline)]
    private static partial Regex SlowestForm();

    // With the blanks before it: columns of durations are aligned to the right.
    [GeneratedRegex(@" +(?:\d+ms|\d+\.\ds|\d+m\d\ds)\b")]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"\b\d+(?:\.\d)? tasks/(s|min)\b")]
    private static partial Regex RateForm();

    [GeneratedRegex(@"\b[0-9a-f]{12}\b")]
    private static partial Regex PlanForm();

    [GeneratedRegex(@"""(wall_seconds|cpu_seconds|seconds|peak_memory_bytes|ts|dur)"":\d+(?:\.\d+)?(?:E-\d+)?")]
    private static partial Regex MeasureForm();

    [GeneratedRegex(@"(<instant>,<instant>),\d+(?:\.\d+)?,(\d*,\d*),\d+(?:\.\d+)?,\d+,")]
    private static partial Regex CsvForm();

    [GeneratedRegex(@"(?<=^\d+)\t[^\t\n]+\t\d+\.\d{3}\t +\d+\.\d{3}\t", RegexOptions.Multiline)]
    private static partial Regex JoblogForm();

    [GeneratedRegex(@"""node"":""[^""]+""")]
    private static partial Regex NodeForm();

    [GeneratedRegex(@"this machine has \d+\b")]
    private static partial Regex MachineForm();

    [GeneratedRegex(@"\bpid \d+")]
    private static partial Regex PidForm();

    [GeneratedRegex(@"\brun-\d+")]
    private static partial Regex RunForm();
}
