namespace Rota.Core.Jobs.Templates;

/// <summary>The names a <c>${...}</c> of a job file may have. All others belong to the shell.</summary>
public static class TemplateNames
{
    /// <summary>Names that exist for every task.</summary>
    public static readonly IReadOnlyList<string> Always =
    [
        "task.id",
        "task.index",
        "task.count",
        "task.ordinal",
        "task.number",
        Placeholder.Slot,
        "job.name",
        "job.id",
        "job.dir",
        "attempt",
        "resources.cpus",
        "resources.memory",
        "resources.gpus",
    ];

    private static readonly string[] Prefixes =
    [
        "params.",
        "matrix.",
        "csv.",
        "task.",
        "tasks.",
        "job.",
        "resources.",
        "env.",
        ScheduleNames.Prefix,
    ];

    /// <summary>
    /// Whether a name is Rota's. A shell's own names have no dot, so only three words are taken from it.
    /// </summary>
    public static bool IsOurs(ReadOnlySpan<char> name)
    {
        if (name is "line" or "file" or "attempt")
        {
            return true;
        }

        foreach (var prefix in Prefixes)
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
