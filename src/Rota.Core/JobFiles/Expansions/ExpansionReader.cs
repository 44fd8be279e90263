using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Expansions;

/// <summary>
/// Reads how an entry becomes tasks: <c>matrix</c>, <c>array</c>, <c>each_line</c>, <c>from_csv</c> or
/// <c>each_file</c>.
/// </summary>
internal sealed class ExpansionReader(Session session, NameScope scope)
{
    private readonly FileExpansionReader files = new(session, scope);

    private static readonly string[] OfMatrix = ["exclude", "include"];
    private static readonly string[] Lists = ["each_line", "from_csv", "each_file"];
    private static readonly ImmutableArray<string> EmptyRules = ["error", "ok"];
    private static readonly string[] Keys = ["matrix", "array", "each_line", "from_csv", "each_file"];

    /// <summary>The expansion, or null after a problem.</summary>
    public Expansion? Read(Fields fields, out int? parallelMax)
    {
        parallelMax = null;
        if (Array.Find(Keys, key => fields[key] is not null) is not { } kind)
        {
            session.TasksLeft--;
            var alone = Array.Find([.. OfMatrix, "if_empty"], key => fields[key] is not null);
            return alone is not null
                ? session.Values.Refuse<Expansion>(
                    fields[alone]!,
                    $"{alone} goes with {(alone == "if_empty" ? "a list" : "a matrix")}, and this task has none",
                    alone == "if_empty" ? "remove it" : $"add matrix or remove {alone}"
                )
                : Expansion.One.Instance;
        }

        foreach (var other in Keys.Where(key => key != kind && fields[key] is not null))
        {
            session.Problems.Add(
                fields[other]!.At,
                $"a task cannot have both {kind} and {other}",
                "keep one of the two"
            );
        }

        foreach (var key in OfMatrix.Where(key => kind != "matrix" && fields[key] is not null))
        {
            session.Problems.Add(fields[key]!.At, $"{key} goes with a matrix, not with {kind}", "remove it");
        }

        if (!Lists.Contains(kind) && fields["if_empty"] is { } idle)
        {
            session.Problems.Add(
                idle.At,
                $"if_empty goes with {string.Join(", ", Lists)}, not with {kind}",
                "remove it"
            );
        }

        var node = fields[kind]!;
        var canBeEmpty = AllowsEmpty(session, fields) ?? session.AllowsEmptyLists;
        Expansion? expansion = kind switch
        {
            "matrix" => MatrixReader.Read(session, MatrixParts.Of(session, node, fields)),
            "array" => Numbers(session, node, out parallelMax),
            "each_line" => files.Lines(node, canBeEmpty),
            "from_csv" => files.Table(node, canBeEmpty),
            _ => files.FilesBelow(node, canBeEmpty),
        };
        session.TasksLeft -= expansion?.Count ?? 0;
        if (session.TasksLeft < 0)
        {
            session.Problems.Add(
                node.At,
                $"with this {kind} the job has more than {JobFileLimits.Tasks:N0} tasks",
                "split the job"
            );
            session.TasksLeft = 0;
        }

        return expansion;
    }

    /// <summary><c>if_empty</c>: whether a list that is empty is no mistake; null where it is not said.</summary>
    public static bool? AllowsEmpty(Session session, Fields fields) =>
        fields["if_empty"] is { } node && session.Values.Word(node, "if_empty", EmptyRules) is { } rule
            ? EmptyRules[rule] == "ok"
            : null;

    /// <summary><c>array</c>, or null after a problem.</summary>
    public static Expansion.Array? Numbers(Session session, Node node, out int? parallelMax)
    {
        parallelMax = null;
        if (node is not ScalarNode scalar)
        {
            return session.Values.Refuse<Expansion.Array>(
                node,
                $"array must be ranges of numbers, not {node.Kind}",
                ArrayRange.Form
            );
        }

        return ArrayRange.TryParse(scalar.Text, out var array, out parallelMax, out var mistake)
            ? array
            : session.Values.Refuse<Expansion.Array>(node, $"array {scalar.Kind}: {mistake}", ArrayRange.Form);
    }
}
