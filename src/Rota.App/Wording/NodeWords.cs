using Rota.Core.Model;

namespace Rota.App.Wording;

/// <summary>Nodes as people read them.</summary>
internal static class NodeWords
{
    /// <summary>The name of a node; its number where none is known.</summary>
    public static string Name(IReadOnlyDictionary<NodeId, string> names, NodeId node) =>
        names.GetValueOrDefault(node) ?? node.ToString();
}
