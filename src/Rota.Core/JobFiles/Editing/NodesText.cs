using Rota.Core.Jobs;
using Rota.Core.Placement.Strategies;

namespace Rota.Core.JobFiles.Editing;

/// <summary>Where tasks may run, as a job file has it.</summary>
internal static class NodesText
{
    /// <summary>The keys that say something, each with its value.</summary>
    public static IEnumerable<(string Key, string Value)> Of(NodeChoice nodes)
    {
        if (!nodes.Requires.IsEmpty)
        {
            yield return ("requires", Mapping(nodes.Requires));
        }

        if (!nodes.Prefers.IsEmpty)
        {
            yield return ("prefers", Mapping(nodes.Prefers));
        }

        if (nodes.Strategy != default)
        {
            yield return ("placement", nodes.Strategy.Word());
        }
    }

    private static string Mapping(IEnumerable<NodeTerm> terms) =>
        $"{{{string.Join(", ", terms.Select(term => $"{FileText.Quoted(term.Label)}: {Value(term)}"))}}}";

    private static string Value(NodeTerm term)
    {
        if (term.Values.IsEmpty)
        {
            return term.IsNot ? "false" : "true";
        }

        string[] texts = [.. term.Values.Select(value => FileText.Quoted(term.IsNot ? "!" + value : value))];
        return texts is [var one] ? one : $"[{string.Join(", ", texts)}]";
    }
}
