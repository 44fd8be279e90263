using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Scopes;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs.Secrets;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads <c>secrets</c>: names of variables, or names with the files that hold their values.</summary>
internal static class SecretsReader
{
    private const int SecretsMax = 100;
    private const string Form = "write secrets: [NAME], or secrets: {NAME: {file: PATH}}";

    /// <summary>The secrets, in the order of the file.</summary>
    public static ImmutableArray<Secret> Read(Session session, Node node, NameScope scope)
    {
        var entries = node switch
        {
            SequenceNode list => list.Items.Select(item => (Key: item, Value: (Node?)null)),
            MappingNode mapping => mapping.Entries.Select(entry => (Key: (Node)entry.Key, Value: (Node?)entry.Value)),
            _ => null,
        };
        if (entries is null)
        {
            session.Problems.Add(node.At, "secrets must be a list or a mapping of names", Form);
            return [];
        }

        var secrets = new Dictionary<string, Secret>(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
        {
            if (Name(session, key) is not { } name)
            {
                continue;
            }

            if (!secrets.TryAdd(name, new Secret(name, value is null ? null : File(session, name, value, scope))))
            {
                session.Problems.Add(key.At, $"{name} comes twice in secrets", "keep one of them");
            }
        }

        if (secrets.Count > SecretsMax)
        {
            session.Problems.Add(node.At, $"a job can have {SecretsMax} secrets at most");
        }

        return [.. secrets.Values];
    }

    private static string? Name(Session session, Node node)
    {
        if (node is ScalarNode { IsNull: false } scalar && VariableName.Hint(scalar.Text) is null)
        {
            return scalar.Text;
        }

        // What stands there may be a value, so it is not shown.
        session.Problems.Add(
            node.At,
            "this cannot be the name of a secret",
            node is ScalarNode text ? VariableName.Hint(text.Text) ?? Form : Form
        );
        return null;
    }

    private static string? File(Session session, string name, Node value, NameScope scope)
    {
        if (value is not MappingNode)
        {
            session.Problems.Add(value.At, $"{name}: the value of a secret does not stand in the job file", Form);
            return null;
        }

        return
            Fields.Of(value, JobFileKeys.Secret, $"the secret {name}", session.Problems) is { } fields
            && fields["file"] is { } file
            && TemplateCheck.Path(session, file, "file", scope) is { } path
            ? Path.Combine(session.Context.Directory, path)
            : null;
    }
}
