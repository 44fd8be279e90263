using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Store.Audit;
using Rota.Store.Local;
using Rota.Store.Nodes;
using Rota.Store.Sqlite.Nodes;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Submissions;

/// <summary>Where nodes of the cell say what they are, and people what becomes of them.</summary>
public sealed class NodeRegistry : INodeRegistry
{
    private readonly PeopleWriter people;
    private readonly FrameTable frame;

    /// <summary>Opens that of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="author">Whose doing it is; null for nobody in particular.</param>
    public NodeRegistry(StateDirectory state, Author? author = null)
    {
        people = new PeopleWriter(state, author);
        frame = new FrameTable(people.Connection);
    }

    /// <inheritdoc/>
    public NodeId Register(NodeSaid said) =>
        people.Unheard(() =>
        {
            var (row, news) = NodeRule.Registered(NodeTable.All(people.Connection), said, frame.Epoch);
            if (news != NodeNews.None)
            {
                NodeTable.Put(people.Connection, row);
                frame.Heard(news);
            }

            return row.Id;
        });

    /// <inheritdoc/>
    public NodeStanding? Stand(string name, NodeStanding standing) =>
        Change(name, row => row with { Standing = standing })?.Standing;

    /// <inheritdoc/>
    public bool Remove(string name) => Change(name, row => row with { IsRemoved = true }) is not null;

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();

    private NodeRow? Change(string name, Func<NodeRow, NodeRow> change) =>
        people.Write<NodeRow?>(() =>
        {
            var before = NodeTable
                .All(people.Connection)
                .FirstOrDefault(row => row.Said.Name == name && !row.IsRemoved);
            if (before is null || change(before) is var after && after == before)
            {
                return (before, null);
            }

            NodeTable.Put(people.Connection, after);
            frame.Heard(NodeNews.Changed);
            return (before, NodeRule.Stood(before, after));
        });
}
