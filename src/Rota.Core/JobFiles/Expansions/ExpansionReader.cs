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

    private static readonly string[] Keys = ["matrix", "array", "each_line", "from_csv", "each_file"];

    /// <summary>The expansion, or null after a problem.</summary>
    public Expansion? Read(Fields fields, out int? parallelMax)
    {
        parallelMax = null;
        if (Array.Find(Keys, key => fields[key] is not null) is not { } kind)
        {
            session.TasksLeft--;
            return fields["exclude"] is { } alone
                ? session.Values.Refuse<Expansion>(
                    alone,
                    "exclude goes with a matrix, and this task has none",
                    "add matrix or remove exclude"
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

        if (kind != "matrix" && fields["exclude"] is { } exclude)
        {
            session.Problems.Add(exclude.At, $"exclude goes with a matrix, not with {kind}", "remove it");
        }

        var node = fields[kind]!;
        Expansion? expansion = kind switch
        {
            "matrix" => MatrixReader.Read(session, node, fields["exclude"]),
            "array" => Numbers(session, node, out parallelMax),
            "each_line" => files.Lines(node),
            "from_csv" => files.Table(node),
            _ => files.FilesBelow(node),
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
