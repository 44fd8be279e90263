using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;

namespace Rota.Core.JobFiles.Scopes;

/// <summary>Reads mappings from names of the user's to texts: <c>tags</c> and <c>env</c>.</summary>
internal static class TextMapReader
{
    private const int TagsMax = 100;

    /// <summary>Reads <c>tags</c>.</summary>
    public static ImmutableSortedDictionary<string, string> Tags(Session session, Node? node)
    {
        if (node is MappingNode { Entries.Length: > TagsMax })
        {
            session.Problems.Add(node.At, $"a job can have {TagsMax} tags at most");
        }

        return Read(
            session,
            node,
            "tags",
            key => Names.IsPrintable(key) ? null : "use printable characters in the name of a tag"
        );
    }

    /// <summary>Reads <c>env</c>; the values are templates.</summary>
    public static ImmutableSortedDictionary<string, string> Environment(Session session, Node? node, NameScope scope)
    {
        var values = Read(session, node, "env", VariableName.Hint);
        foreach (var (key, value) in (node as MappingNode)?.Entries ?? [])
        {
            if (value is ScalarNode scalar)
            {
                TemplateCheck.Argument(session, value, scalar.Text, scope);
            }
        }

        return values;
    }

    private static ImmutableSortedDictionary<string, string> Read(
        Session session,
        Node? node,
        string what,
        Func<string, string?> hint
    )
    {
        if (node is null)
        {
            return ImmutableSortedDictionary<string, string>.Empty;
        }

        if (node is not MappingNode mapping)
        {
            session.Problems.Add(
                node.At,
                $"{what} must be a mapping, not {node.Kind}",
                $"write {what}: {{name: value}}"
            );
            return ImmutableSortedDictionary<string, string>.Empty;
        }

        var values = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in mapping.Entries)
        {
            if (hint(key.Text) is { } remedy)
            {
                session.Problems.Add(key.At, $"\"{key.Text}\" cannot be a name in {what}", remedy);
            }
            else if (session.Values.Text(value, $"{key.Text} in {what}") is { } text)
            {
                values[key.Text] = text;
            }
        }

        return values.ToImmutable();
    }
}
