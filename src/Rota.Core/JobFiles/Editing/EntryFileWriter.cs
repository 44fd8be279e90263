using System.Globalization;
using System.Text;
using Rota.Core.Bytes;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Editing;

/// <summary>
/// Writes what may be changed of a job as a job file: of each entry that has not started its command and how it runs.
/// </summary>
public static class EntryFileWriter
{
    private const string Indent = "    ";

    /// <summary>The file.</summary>
    /// <param name="job">The job.</param>
    /// <param name="entries">The entries that may be changed, by position.</param>
    /// <param name="notes">What stands above them, a line each.</param>
    public static string Write(JobSpec job, IEnumerable<int> entries, IEnumerable<string> notes)
    {
        var file = new StringBuilder();
        foreach (var note in notes)
        {
            file.Append("# ").Append(note).Append('\n');
        }

        file.Append("tasks:\n");
        foreach (var entry in entries)
        {
            Entry(file, job.Tasks[entry], job.Policies[job.Tasks[entry].Policy]);
        }

        return file.ToString();
    }

    /// <summary>
    /// Whether a file can hold all that may be changed of an entry: it is UTF-8, and others are bytes.
    /// </summary>
    public static bool CanWrite(JobSpec job, int entry)
    {
        var (task, policy) = (job.Tasks[entry], job.Policies[job.Tasks[entry].Policy]);
        return task
            .Command.Words.Append(policy.WorkingDirectory ?? "")
            .Concat(policy.Environment.Keys)
            .Concat(policy.Environment.Values)
            .All(ByteText.IsUtf8);
    }

    private static void Entry(StringBuilder file, TaskSpec task, TaskPolicy policy)
    {
        file.Append("  - id: ").Append(FileText.Quoted(task.Id)).Append('\n');
        switch (task.Command.Kind)
        {
            case CommandKind.Argv:
                Line(file, "command", $"[{string.Join(", ", task.Command.Words.Select(FileText.Quoted))}]");
                break;
            case CommandKind.Shell:
                Line(file, "command", FileText.Block(task.Command.Words[0], Indent + "  "));
                break;
            case CommandKind.Script:
                Line(file, "script", FileText.Block(task.Command.Words[0], Indent + "  "));
                break;
        }

        if (policy.WorkingDirectory is { } directory)
        {
            Line(file, "working_dir", FileText.Quoted(directory));
        }

        if (policy.Timeout is { } timeout)
        {
            Line(file, "timeout", DurationText.Of(timeout));
        }

        if (policy.Resources != ResourceRequest.OneSlot)
        {
            Line(file, "resources", Resources(policy.Resources));
        }

        foreach (var (key, value) in NodesText.Of(policy.Nodes))
        {
            Line(file, key, value);
        }

        if (policy.Retry != RetryPolicy.Default)
        {
            Line(file, "retry", policy.Retry == RetryPolicy.Never ? "never" : Retry(policy.Retry));
        }

        if (policy.Stop != StopPolicy.Default)
        {
            Line(file, "stop", Stop(policy.Stop));
        }

        if (policy.OnDisconnect != DisconnectPolicy.None)
        {
            Line(file, "on_disconnect", OnDisconnect(policy.OnDisconnect));
        }

        if (!policy.Environment.IsEmpty)
        {
            Line(
                file,
                "env",
                string.Concat(
                    policy.Environment.Select(pair =>
                        $"\n{Indent}  {FileText.Quoted(pair.Key)}: {FileText.Quoted(pair.Value)}"
                    )
                )
            );
        }
    }

    private static void Line(StringBuilder file, string key, string value) =>
        file.Append(Indent).Append(key).Append(value[0] == '\n' ? ":" : ": ").Append(value).Append('\n');

    private static string Resources(ResourceRequest resources) =>
        FileText.Mapping([
            ("cpus", (resources.MilliCpus / 1000m).ToString("0.###", CultureInfo.InvariantCulture)),
            ("memory", resources.MemoryBytes > 0 ? FileText.Bytes(resources.MemoryBytes) : null),
            ("gpus", resources.Gpus > 0 ? FileText.Number(resources.Gpus) : null),
            .. resources.Licences.Select(licence =>
                (FileText.Quoted("license/" + licence.Key), (string?)FileText.Number(licence.Value))
            ),
        ]);

    private static string Retry(RetryPolicy retry) =>
        FileText.Mapping([
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
