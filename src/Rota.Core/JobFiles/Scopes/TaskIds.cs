using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;

namespace Rota.Core.JobFiles.Scopes;

/// <summary>The ids of all entries, read before the rest, because needs may name entries further down.</summary>
internal sealed class TaskIds
{
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);

    private TaskIds(Session session, ImmutableArray<Node> entries)
    {
        var ids = ImmutableArray.CreateBuilder<string>(entries.Length);
        for (var position = 0; position < entries.Length; position++)
        {
            var node = (entries[position] as MappingNode)?.Find("id");
            var stated = node is null or { IsNull: true } ? null : session.Values.Name(node, "the id of a task");
            var id = stated ?? $"task{position + 1}";
            ids.Add(id);
            if (!positions.TryAdd(id, position))
            {
                session.Problems.Add(
                    (node ?? entries[position]).At,
                    $"two tasks have the id \"{id}\", this one and task number {positions[id] + 1}",
                    "rename one of the two"
                );
            }
        }

        All = ids.DrainToImmutable();
    }

    /// <summary>
    /// The ids in the order of the file. An entry without one is called <c>task1</c>, <c>task2</c>… by its place.
    /// </summary>
    public ImmutableArray<string> All { get; }

    /// <summary>The positions by id.</summary>
    public IReadOnlyDictionary<string, int> Positions => positions;

    /// <summary>Reads the ids of all entries.</summary>
    public static TaskIds Read(Session session, ImmutableArray<Node> entries) => new(session, entries);
}
