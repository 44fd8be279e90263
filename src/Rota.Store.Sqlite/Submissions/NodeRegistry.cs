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
        Change(() => Find(name) ?? OwnOf(name), row => row with { Standing = standing })?.Standing;

    /// <inheritdoc/>
    public bool Remove(string name) => Change(() => Find(name), row => row with { IsRemoved = true }) is not null;

    /// <inheritdoc/>
    public NodeRow Label(NodeSaid own, Func<NodeSaid, NodeSaid> change) =>
        people.Write(() =>
        {
            var before = NodeTable.Own(people.Connection) ?? NodeRule.Own(null, own.Name, own.Capacity);
            var after = before with { Said = change(before.Said) };
            NodeTable.Put(people.Connection, after);
            frame.Heard(NodeNews.Changed);
            return (after, NodeRule.Labelled(before, after));
        });

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();

    private NodeRow? Find(string name) => NodeRule.Named(NodeTable.All(people.Connection), name);

    private NodeRow? OwnOf(string name) =>
        NodeTable.Own(people.Connection) is { } own ? NodeRule.Named([own], name) : null;

    private NodeRow? Change(Func<NodeRow?> find, Func<NodeRow, NodeRow> change) =>
        people.Write<NodeRow?>(() =>
        {
            var before = find();
            if (before is null || change(before) is var after && after == before)
            {
                return (before, null);
            }

            NodeTable.Put(people.Connection, after);
            frame.Heard(NodeNews.Changed);
            return (before, NodeRule.Stood(before, after));
        });
}
