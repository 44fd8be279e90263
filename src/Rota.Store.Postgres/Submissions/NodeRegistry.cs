using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Store.Audit;
using Rota.Store.Local;
using Rota.Store.Nodes;
using Rota.Store.Postgres.Nodes;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Sites;
using Rota.Store.Postgres.Tables;

namespace Rota.Store.Postgres.Submissions;

/// <summary>Where nodes of the cell say what they are, and people what becomes of them.</summary>
internal sealed class NodeRegistry : INodeRegistry
{
    private readonly PeopleWriter people;
    private readonly FrameTable frames;
    private readonly SiteTable site;

    public NodeRegistry(StateDirectory state, Server server, Author? author)
    {
        people = new PeopleWriter(state, server, author);
        frames = new FrameTable(people.Connection);
        site = new SiteTable(people.Connection, state);
    }

    /// <inheritdoc/>
    public NodeId Register(NodeSaid said) =>
        people.Unheard(() =>
        {
            // A machine that was replaced while it stood still must not speak for the nodes.
            site.RequireServes();

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
        Change(() => Find(name) ?? OwnOf(name), row => row with { Standing = standing })?.Standing;

    /// <inheritdoc/>
    public bool Remove(string name) => Change(() => Find(name), TakenOut) is not null;

    /// <inheritdoc/>
    public NodeRow Label(NodeSaid own, Func<NodeSaid, NodeSaid> change) =>
        people.Write(() =>
        {
            _ = frames.Hold();
            var before = site.Own(own);
            var after = before with { Said = change(before.Said) };
            NodeTable.Put(people.Connection, after);
            new MemberTable(people.Connection, frames).Heard(NodeNews.Changed);
            return (after, NodeRule.Labelled(before, after));
        });

    /// <inheritdoc/>
    public void Dispose() => people.Dispose();

    private NodeRow TakenOut(NodeRow row)
    {
        site.TakeOut(row.Id);
        return row with { IsRemoved = true };
    }

    private NodeRow? Find(string name) => NodeRule.Named(NodeTable.All(people.Connection), name);

    private NodeRow? OwnOf(string name) =>
        NodeTable.Own(people.Connection) is { } own ? NodeRule.Named([own], name) : null;

    private NodeRow? Change(Func<NodeRow?> find, Func<NodeRow, NodeRow> change) =>
        people.Write<NodeRow?>(() =>
        {
            _ = frames.Hold();
            var before = find();
            if (before is null || change(before) is var after && after == before)
            {
                return (before, null);
            }

            NodeTable.Put(people.Connection, after);
            new MemberTable(people.Connection, frames).Heard(NodeNews.Changed);
            return (before, NodeRule.Stood(before, after));
        });
}
