using System.Collections.Immutable;

namespace Rota.Core.Jobs.Templates;

/// <summary>
/// <c>${tasks.train.results}</c>: a file with what the tasks of a needed entry reported, a line of JSON each.
/// </summary>
public static class NeededResults
{
    private const string Start = "tasks.";
    private const string End = ".results";

    /// <summary>The name by which the results of an entry are asked for.</summary>
    public static string NameOf(string entry) => Start + entry + End;

    /// <summary>The entry that a name asks for the results of; null where it asks for something else.</summary>
    public static string? EntryOf(string name) =>
        name.StartsWith(Start, StringComparison.Ordinal)
        && name.EndsWith(End, StringComparison.Ordinal)
        && name.Length > Start.Length + End.Length
            ? name[Start.Length..^End.Length]
            : null;

    /// <summary>Where the file is.</summary>
    /// <param name="jobDirectory">The directory of the job in the state.</param>
    /// <param name="entry">The entry.</param>
    public static string PathOf(string jobDirectory, string entry) =>
        Path.Combine(jobDirectory, "results", entry + ".jsonl");

    /// <summary>The needed entries whose results the tasks of an entry are given, by position.</summary>
    public static ImmutableArray<int> ReadBy(JobSpec job, int group)
    {
        var task = job.Tasks[group];
        if (task.Needs.IsEmpty)
        {
            return [];
        }

        var policy = job.Policies[task.Policy];
        string[] texts =
        [
            .. task.Command.Words,
            .. task.Outputs,
            .. policy.Environment.Values,
            policy.WorkingDirectory ?? "",
        ];
        return
        [
            .. task
                .Needs.Select(need => need.Task)
                .Where(needed =>
                    Array.Exists(
                        texts,
                        text => text.Contains($"${{{NameOf(job.Tasks[needed].Id)}}}", StringComparison.Ordinal)
                    )
                ),
        ];
    }
}
