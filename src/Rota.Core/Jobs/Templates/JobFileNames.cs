using System.Collections.Immutable;

namespace Rota.Core.Jobs.Templates;

/// <summary>Names of the job file in the command of a line: its placeholders are others.</summary>
internal static class JobFileNames
{
    // What people call a value that has no name.
    private static readonly string[] OfValues = ["line", "file", "value", "index", "item", "input", "seq"];

    /// <summary>What is wrong with each <c>${name}</c> of a text.</summary>
    /// <param name="command">The command.</param>
    /// <param name="text">A word of it.</param>
    /// <param name="expansion">What it is run for.</param>
    /// <param name="isVariable">Whether the tasks have a variable of this name.</param>
    public static IEnumerable<(string Message, string Hint)> Problems(
        Command command,
        string text,
        Expansion expansion,
        Func<string, bool> isVariable
    ) =>
        DollarNames
            .In(text)
            .Where(found => !isVariable(found.Name) && !DollarNames.IsAssigned(text, found.Name))
            .Select(found => (found, hint: Instead(found.Name, expansion)))
            .Where(pair => pair.hint is not null)
            .Select(pair =>
                (
                    $"${{{pair.found.Name}}} is a placeholder of job files, and not filled in here "
                        + $"(character {pair.found.At + 1} of the command)",
                    pair.hint!
                        + (
                            command.Kind != CommandKind.Argv && !pair.found.Name.Contains('.')
                                ? $"; for the shell's own variable write ${pair.found.Name}"
                                : $"; for these very characters write '$\\{{{pair.found.Name}}}'"
                        )
                )
            );

    /// <summary>Whether a lone name in braces stands for the value in the language of job files.</summary>
    public static bool IsOne(string name) =>
        TemplateNames.IsOurs(name) || OfValues.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>What to write for a name, or null for one that is none of job files.</summary>
    public static string? Instead(string name, Expansion expansion)
    {
        var columns = expansion is Expansion.Table table ? table.Columns : [];
        var lone = name.StartsWith(Placeholder.Column, StringComparison.Ordinal)
            ? name[Placeholder.Column.Length..]
            : name;
        if (DollarNames.Meant(lone, columns) is { } column)
        {
            return $"write {{{column}}}";
        }

        var hasInputs = expansion.Count > 0 && !expansion.Values(0).IsEmpty;
        return name switch
        {
            "task.index" => "the index is in $ROTA_TASK_INDEX, and {#} counts from 1",
            "task.ordinal" => "{#} is the number of the task, from 1",
            "task.count" => "the number of tasks is in $ROTA_TASK_COUNT",
            Placeholder.Slot => "{%} is the job slot, and $ROTA_SLOT too",
            "job.id" => "the job is in $ROTA_JOB_ID",
            "attempt" => "the attempt is in $ROTA_ATTEMPT",
            _ when name.StartsWith(ScheduleNames.Prefix, StringComparison.Ordinal) =>
                "the instant of a schedule is in $ROTA_SCHEDULED_AT",
            _ when name.StartsWith("env.", StringComparison.Ordinal) => $"write ${name[4..]}",
            _ when name.StartsWith("params.", StringComparison.Ordinal) =>
                $"give it as a variable: --env {name[7..]}=VALUE, and write ${name[7..]}",
            _ when hasInputs
                    && (
                        TemplateNames.IsOurs(name)
                        || DollarNames.Meant(name, expansion is Expansion.Items items ? [items.Name] : []) is not null
                        || OfValues.Contains(name, StringComparer.OrdinalIgnoreCase)
                    ) => $"write {Values(columns)}",
            _ when TemplateNames.IsOurs(name) => "give lists after :::, and write {}",
            _ => null,
        };
    }

    private static string Values(ImmutableArray<string> columns) =>
        columns.IsEmpty ? "{}" : string.Join(", ", columns.Take(20).Select(column => $"{{{column}}}"));
}
