using System.Globalization;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Reading;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Editing;

/// <summary>How the tasks of an entry run, as keys of a job file: nothing of what is as ever.</summary>
internal static class PolicyText
{
    /// <summary>The keys, each with its value, but for the environment.</summary>
    public static IEnumerable<(string Key, string Value)> Of(TaskPolicy policy)
    {
        (string Key, string? Value)[] all =
        [
            ("working_dir", policy.WorkingDirectory is { } directory ? FileText.Quoted(directory) : null),
            ("dir", policy.OwnDirectory is { } own ? StartReader.WordOf(own) : null),
            ("stdin", policy.Input is { } input ? Input(input) : null),
            (
                "inputs",
                policy.Inputs is { } files ? $"[{string.Join(", ", files.Names.Select(FileText.Quoted))}]" : null
            ),
            ("nice", policy.Nice is { } nice ? FileText.Number(nice) : null),
            ("timeout", policy.Timeout is { } timeout ? DurationText.Of(timeout) : null),
            ("resources", policy.Resources != ResourceRequest.OneSlot ? Resources(policy.Resources) : null),
            .. NodesText.Of(policy.Nodes).Select(pair => (pair.Key, (string?)pair.Value)),
            ("retry", policy.Retry != RetryPolicy.Default ? Retry(policy.Retry) : null),
            ("stop", policy.Stop != StopPolicy.Default ? Stop(policy.Stop) : null),
            ("on_disconnect", policy.OnDisconnect != DisconnectPolicy.None ? OnDisconnect(policy.OnDisconnect) : null),
        ];
        return all.Where(pair => pair.Value is not null).Select(pair => (pair.Key, pair.Value!));
    }

    private static string Input(TaskInput input) =>
        input.File is { } file ? FileText.Quoted(file) : $"{{text: {FileText.Quoted(input.Text ?? "")}}}";

    private static string Resources(ResourceRequest resources) =>
        FileText.Mapping([
            ("cpus", Thousandths(resources.MilliCpus)),
            ("pin", resources.IsPinned ? FileText.Word(true) : null),
            ("memory", resources.MemoryBytes > 0 ? FileText.Bytes(resources.MemoryBytes) : null),
            ("gpus", resources.MilliGpus > 0 ? Thousandths(resources.MilliGpus) : null),
            .. resources.Licences.Select(licence =>
                (FileText.Quoted("license/" + licence.Key), (string?)FileText.Number(licence.Value))
            ),
        ]);

    private static string Thousandths(long number) => (number / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Retry(RetryPolicy retry) =>
        retry == RetryPolicy.Never
            ? "never"
            : FileText.Mapping([
                ("max_attempts", FileText.Number(retry.MaxAttempts)),
                ("backoff", retry.Backoff.ToString().ToLowerInvariant()),
                ("delay", DurationText.Of(retry.Delay)),
                ("max_delay", DurationText.Of(retry.MaxDelay)),
                ("jitter", FileText.Word(retry.Jitter)),
                ("on_exit_codes", retry.OnExitCodes.IsEmpty ? null : $"[{string.Join(", ", retry.OnExitCodes)}]"),
                ("not_on", retry.NotOn.IsEmpty ? null : $"[{string.Join(", ", retry.NotOn)}]"),
                (
                    "on_oom",
                    retry.OomMemoryFactor is { } factor
                        ? string.Create(CultureInfo.InvariantCulture, $"{{memory: {factor}x}}")
                        : null
                ),
                ("on_lost", FileText.Word(retry.OnLost)),
            ]);

    private static string Stop(StopPolicy stop) =>
        FileText.Mapping([
            ("signal", FileText.Number(stop.Signal)),
            ("grace", DurationText.Of(stop.Grace)),
            ("to", stop.ToLeader ? "leader" : null),
        ]);

    private static string OnDisconnect(DisconnectPolicy policy) =>
        FileText.Mapping([
            ("self_stop_after", policy.SelfStopAfter is { } stop ? DurationText.Of(stop) : null),
            ("replace_after", policy.ReplaceAfter is { } replace ? DurationText.Of(replace) : null),
            ("duplicates", policy.DuplicatesAreHarmless ? "harmless" : null),
        ]);
}
