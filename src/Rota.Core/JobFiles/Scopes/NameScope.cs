using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Templates;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Scopes;

/// <summary>The names that placeholders may have in one part of the file.</summary>
internal sealed record NameScope
{
    /// <summary>The parameters.</summary>
    public required ImmutableSortedDictionary<string, string> Params { get; init; }

    /// <summary>The environment that <c>env.X</c> reads.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Variables that are kept out of the job: nothing can read them before its tasks do.</summary>
    public ImmutableSortedSet<string> Withheld { get; init; } = [];

    /// <summary>The expansion of the entry, or null in what all entries share.</summary>
    public Expansion? Expansion { get; init; }

    /// <summary>The entries that the entry needs: their results can be read.</summary>
    public ImmutableArray<string> Needed { get; init; } = [];

    /// <summary>Whether the job has a schedule: then each run of it stands for an instant.</summary>
    public bool HasSchedule { get; init; }

    /// <summary>
    /// Whether only what is known before any task is meant: parameters and the submitter's environment.
    /// </summary>
    public bool IsBeforeTasks { get; init; }

    /// <summary>What is wrong with a name, or null.</summary>
    public (string Message, string? Hint)? Check(string name, bool withHint = true)
    {
        if (IsKnown(name))
        {
            return null;
        }

        if (name.StartsWith("env.", StringComparison.Ordinal) && Withheld.Contains(name[4..]))
        {
            return (
                $"${{{name}}} is not filled in: {name[4..]} is a secret and kept out of the job",
                $"let the task read it, as ${name[4..]} in a shell command; --env {name[4..]} stores it in the job"
            );
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var prefix = dot < 0 ? name : name[..dot];
        var message = prefix switch
        {
            not ("params" or "env") when IsBeforeTasks => $"${{{name}}} is not known before there are tasks",
            "matrix" or "csv" or "line" or "file" when Expansion is null =>
                $"${{{name}}} differs from task to task and cannot stand here",
            "matrix" when Expansion is not Expansion.Matrix => $"${{{name}}} needs a matrix, and this task has none",
            "csv" when Expansion is not Expansion.Table => $"${{{name}}} needs from_csv, and this task has none",
            "line" or "file" => $"${{{name}}} needs each_{name}, and this task has none",
            "matrix" => $"the matrix of this task has no axis \"{name[(dot + 1)..]}\"",
            "csv" => $"the table of this task has no column \"{name[(dot + 1)..]}\"",
            "tasks" when NeededResults.EntryOf(name) is not { } =>
                $"of other tasks there is only ${{tasks.ID.results}}",
            "tasks" => $"${{{name}}} is of a task that this one does not need",
            "schedule" when !HasSchedule => $"${{{name}}} needs a schedule, and this job has none",
            "params" => $"there is no parameter \"{name[(dot + 1)..]}\"",
            "env" => $"the environment has no variable \"{name[(dot + 1)..]}\"",
            _ => $"there is no ${{{name}}}",
        };
        return (message, withHint ? Hint(name, prefix) : null);
    }

    /// <summary>
    /// The values that a name has in these tasks, as far as they are known now and may be no numbers.
    /// </summary>
    public IEnumerable<string> ValuesOf(string name) =>
        name.StartsWith("params.", StringComparison.Ordinal) && Params.TryGetValue(name[7..], out var parameter)
            ? [parameter]
        : name.StartsWith("env.", StringComparison.Ordinal) && Environment.TryGetValue(name[4..], out var variable)
            ? [variable]
        : name is "task.id" or "job.name" ? [name]
        : Expansion is Expansion.Matrix matrix && ExpansionNames.Has(matrix, name)
            ? matrix.Axes.First(axis => axis.Name == name[7..]).Values
        : Expansion is { } expansion && ExpansionNames.Has(expansion, name)
            ? Enumerable.Range(0, expansion.Count).Select(ordinal => expansion.Variable(name, ordinal) ?? "")
        : [];

    /// <summary>The value of a task that a name without a dot was meant to be, or null.</summary>
    public string? Meant(string name) =>
        Expansion switch
        {
            Expansion.Items items => DollarNames.Meant(name, [items.Name]),
            Expansion.Table table => DollarNames.Meant(name, table.Columns) is { } column ? "csv." + column : null,
            Expansion.Matrix matrix => DollarNames.Meant(name, matrix.Axes.Select(axis => axis.Name)) is { } axis
                ? "matrix." + axis
                : null,
            _ => null,
        };

    private string? Hint(string name, string prefix)
    {
        var known = Known(prefix).ToList();
        return Nearest.Of(name, known) is { } nearest ? $"did you mean ${{{nearest}}}?"
            : prefix is "tasks" ? "add it to needs: its results are there when all its tasks have ended"
            : prefix is "line" or "file" ? $"write ${name} for the shell's own variable"
            : prefix != "env" && known.Count is > 0 and <= 20
                ? $"there are {string.Join(", ", known.Select(one => $"${{{one}}}"))}"
            : null;
    }

    private bool IsKnown(string name)
    {
        if (name.StartsWith("params.", StringComparison.Ordinal))
        {
            return Params.ContainsKey(name[7..]);
        }

        if (name.StartsWith("env.", StringComparison.Ordinal))
        {
            return Environment.ContainsKey(name[4..]);
        }

        if (NeededResults.EntryOf(name) is { } entry)
        {
            return Needed.Contains(entry);
        }

        if (name.StartsWith(ScheduleNames.Prefix, StringComparison.Ordinal))
        {
            return HasSchedule && !IsBeforeTasks && ScheduleNames.IsOne(name);
        }

        return !IsBeforeTasks && (TemplateNames.Always.Contains(name) || ExpansionNames.Has(Expansion, name));
    }

    private IEnumerable<string> Known(string prefix) =>
        prefix switch
        {
            "params" => Params.Keys.Select(name => "params." + name),
            "env" => Environment.Keys.Select(name => "env." + name),
            "matrix" when Expansion is Expansion.Matrix matrix => matrix.Axes.Select(axis => "matrix." + axis.Name),
            "tasks" => Needed.Select(NeededResults.NameOf),
            "csv" when Expansion is Expansion.Table table => table.Columns.Select(column => "csv." + column),
            "schedule" when HasSchedule && !IsBeforeTasks => ScheduleNames.Known,
            "task" or "job" or "resources" when !IsBeforeTasks => TemplateNames.Always.Where(name =>
                name.StartsWith(prefix, StringComparison.Ordinal)
            ),
            _ => [],
        };
}
