using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Store.Audit;
using Rota.Store.Local;
using Rota.Store.Nodes;
using Rota.Store.Postgres.Nodes;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;

namespace Rota.Store.Postgres.Submissions;

/// <summary>Where nodes of the cell say what they are, and people what becomes of them.</summary>
internal sealed class NodeRegistry : INodeRegistry
{
    private readonly PeopleWriter people;
    private readonly FrameTable frames;

    public NodeRegistry(StateDirectory state, Server server, Author? author)
    {
        people = new PeopleWriter(state, server, author);
        frames = new FrameTable(people.Connection);
    }

    /// <inheritdoc/>
    public NodeId Register(NodeSaid said) =>
        people.Unheard(() =>
        {
            // Nobody else gives a number, or raises the epoch, before this is committed.
            var epoch = frames.Hold().Epoch;
            var (row, news) = NodeRule.Registered(NodeTable.All(people.Connection), said, epoch);
            if (news != NodeNews.None)
            {
                NodeTable.Put(people.Connection, row);
                new MemberTable(people.Connection, frames).Heard(news);
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
            _ = frames.Hold();
            var before = NodeTable
                .All(people.Connection)
                .FirstOrDefault(row => row.Said.Name == name && !row.IsRemoved);
            if (before is null || change(before) is var after && after == before)
            {
                return (before, null);
            }

            NodeTable.Put(people.Connection, after);
            new MemberTable(people.Connection, frames).Heard(NodeNews.Changed);
            return (before, NodeRule.Stood(before, after));
        });
}
