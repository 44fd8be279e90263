using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;

namespace Rota.Core.JobFiles.Expansions;

/// <summary>
/// A matrix taken apart. What is excluded and included stands beside it, or in it as in GitHub Actions: there it is no
/// axis, for it is a list of mappings.
/// </summary>
/// <param name="Node">The matrix.</param>
/// <param name="Axes">Its axes; null where it is no mapping.</param>
/// <param name="Exclude">What is left out, or null.</param>
/// <param name="Include">What is added, or null.</param>
internal sealed record MatrixParts(
    Node Node,
    ImmutableArray<(ScalarNode Key, Node Value)>? Axes,
    Node? Exclude,
    Node? Include
)
{
    /// <summary>Takes it apart; what stands in both places is a problem.</summary>
    public static MatrixParts Of(Session session, Node node, Fields entry)
    {
        var entries = (node as MappingNode)?.Entries ?? [];
        Node? Part(string name)
        {
            var inside = entries.FirstOrDefault(one => one.Key.Text == name && IsOfMappings(one.Value)).Value;
            if (inside is not null && entry[name] is { } beside)
            {
                session.Problems.Add(beside.At, $"{name} stands in the matrix too", "keep one of the two");
            }

            return inside ?? entry[name];
        }

        return new(
            node,
            node is MappingNode ? [.. entries.Where(one => !IsPart(one.Key.Text) || !IsOfMappings(one.Value))] : null,
            Part("exclude"),
            Part("include")
        );
    }

    private static bool IsPart(string name) => name is "exclude" or "include";

    private static bool IsOfMappings(Node node) =>
        node is SequenceNode { Items: { IsEmpty: false } items } && items.All(item => item is MappingNode);
}
