using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>An option that says what a key of the job file says is refused like the key, in the same sentence.</summary>
public sealed partial class OptionRuleTests
{
    private static readonly (string Option, string Value, string Yaml)[] Rules =
    [
        ("--name", "", "name: \"\""),
        ("--array", "9-1", "tasks: [{command: x, array: 9-1}]"),
        ("--cpus", "0.0001", "tasks: [{command: x, resources: {cpus: 0.0001}}]"),
        ("--cpus", "-1", "tasks: [{command: x, resources: {cpus: -1}}]"),
        ("--memory", "0", "tasks: [{command: x, resources: {memory: 0}}]"),
        ("--gpus", "-1", "tasks: [{command: x, resources: {gpus: -1}}]"),
        ("--gpus", "1.5", "tasks: [{command: x, resources: {gpus: 1.5}}]"),
        ("--stdin", "-", "tasks: [{command: x, stdin: \"-\"}]"),
        ("--dir", "frsh", "tasks: [{command: x, dir: frsh}]"),
        ("--nice", "20", "tasks: [{command: x, nice: 20}]"),
        ("--requires", "disk=", "tasks: [{command: x, requires: {disk: [\"\"]}}]"),
        ("--prefers", "zone=a,!b", "tasks: [{command: x, prefers: {zone: [a, \"!b\"]}}]"),
        ("--placement", "packed", "tasks: [{command: x, placement: packed}]"),
        ("--if-empty", "maybe", "tasks: [{command: x, each_line: job.yaml, if_empty: maybe}]"),
        ("--license", "l=0", "tasks: [{command: x, resources: {license/l: 0}}]"),
        ("--retries", "0", "tasks: [{command: x, retry: 0}]"),
        ("--retries", "many", "tasks: [{command: x, retry: many}]"),
        ("--timeout", "0", "tasks: [{command: x, timeout: 0}]"),
        ("--timeout", "1y", "tasks: [{command: x, timeout: 1y}]"),
        ("--max-failures", "0%", "max_failures: 0%"),
        ("--max-failures", "0", "max_failures: 0"),
        ("--priority", "99999999", "priority: 99999999"),
        ("--priority", "high", "priority: high"),
        ("--queue", "a/b", "queue: a/b"),
        ("--budget", "team", "budget: team"),
        ("--spacing", "soon", "spacing: soon"),
        ("--at", "soon", "at: soon"),
        ("--delay", "soon", "delay: soon"),
        ("--after", "x:never", "after: x:never"),
        ("--tags", "\u0001=x", "tags: {\"\\x01\": x}"),
        ("--env", "1A=x", "env: {1A: x}"),
        ("--env", "A=${env.NO_SUCH_VARIABLE}", "env: {A: \"${env.NO_SUCH_VARIABLE}\"}"),
        ("--env", "ROTA_X=1", "env: {ROTA_X: 1}"),
    ];

    /// <summary>Options that say nothing a key says, and lists in files, which are read where they are used.</summary>
    private static readonly string[] WithoutKey =
    [
        "--slots", "--pin", "--redirect-stderr", "--each-line", "--null", "--from-csv", "--secret", "--param", "--directory", "--format", "--time-scale", "--if-plan",
        "--plan", "--key", "--yes", "--detach", "--print", "--tag", "--keep-order", "--events", "--help", "--state", "--home", "--output",
        "--verbose", "--color", "--open", "--slurm-env", "--colsep", "--header", "--link", "--max-args",
        "--halt", "--joblog", "--results", "--resume", "--resume-failed", "--server", "--token-file", "--ca-file", "--why",
    ];

    [Fact]
    public void Every_option_has_a_rule_or_needs_none()
    {
        using var rota = new RotaState();
        Assert.Equal(
            Rules.Select(rule => rule.Option).Concat(WithoutKey).Distinct().Order(StringComparer.Ordinal),
            Option().Matches(rota.Run("run", "--help").Exits(0).Out).Select(match => match.Groups["name"].Value).Distinct()
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void An_option_is_refused_as_its_key_is()
    {
        using var rota = new RotaState();
        foreach (var (option, value, yaml) in Rules)
        {
            var tasks = yaml.StartsWith("tasks", StringComparison.Ordinal) ? "" : "\ntasks: [{command: x}]";
            rota.Write("job.yaml", yaml + tasks);
            var ofFile = rota.Run("plan", "job.yaml").Exits(2).Error.Split('\n')[1];
            var ofOption = rota.Run("plan", option, value, "--", "x").Exits(2).Error.TrimEnd().Split('\n');
            Assert.Equal(Place().Replace(ofFile.Trim(), ""),
                string.Join("; ", ofOption.Select(line => line.Trim())).Split(": ", 3)[2]);
        }
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        using var rota = new RotaState();
        rota.Run("run", "--timeout", "0", "--queue", "a/b", "--", "true").Exits(2)
            .Says("--timeout 0: timeout must be", "--queue a/b: queue cannot be");
        rota.Run("run", "--queue", "a/b", rota.Write("job.yaml", "tasks: [{command: x}]")).Exits(2).Says("--queue a/b: queue cannot be");
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("priority", "1", "--to", "99999999").Exits(2).Says("priority must be a whole number from -1000000 to 1000000");
        rota.Run("parallel", "1", "--to", "0").Exits(2).Says("--to 0: it must be a number of tasks from 1");
    }

    [Fact]
    public void An_option_that_says_nothing_here_is_refused()
    {
        using var rota = new RotaState();
        var file = rota.Write("job.yaml", "tasks: [{command: x}]");
        rota.Run("run", file, "-0").Exits(2).Says("--null goes with a command");
        rota.Run("plan", "--time-scale", "1", file).Exits(2).Says("--time-scale goes with a recorded workflow", "--format wfformat");
        rota.Run("run", "--time-scale", "2", "--", "true").Exits(2).Says("--time-scale goes with a recorded workflow");
        rota.Run("import", "--format", "joblog", "--time-scale", "2", file).Exits(2).Says("--time-scale goes with --format wfformat");
        rota.Run("import", "--failed", file).Exits(2).Says("--failed goes with --format joblog");
        foreach (var option in (string[])["--print", "--tag", "-k", "--events=x"])
        {
            rota.Run("run", "--detach", option, "--", "true").Exits(2).Says("not with --detach");
        }
    }

    [GeneratedRegex(@"^ +(?:-\S+, )*(?<name>--[a-z-]+)", RegexOptions.Multiline)]
    private static partial Regex Option();

    [GeneratedRegex(@"^job\.yaml:\d+:\d+: ")]
    private static partial Regex Place();
}
