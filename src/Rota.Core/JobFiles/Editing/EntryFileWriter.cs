using System.Text;
using Rota.Core.Bytes;
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
            .Append(policy.Input?.File ?? "")
            .Append(policy.Input?.Text ?? "")
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

        foreach (var (key, value) in PolicyText.Of(policy))
        {
            Line(file, key, value);
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
}
