using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Store.Memory.Tables;
using Rota.Store.Nodes;

namespace Rota.Store.Memory.Submissions;

/// <summary>Where nodes of the cell say what they are, and people what becomes of them.</summary>
internal sealed class NodeRegistry(Writer writer) : INodeRegistry
{
    public NodeId Register(NodeSaid said) =>
        writer.Write(tables =>
        {
            var (row, news) = NodeRule.Registered([.. tables.Nodes.Values], said, tables.Frame.Epoch);
            return (news == NodeNews.None ? tables : MemberTables.Heard(tables.With(row), news), row.Id);
        });

    public NodeStanding? Stand(string name, NodeStanding standing) =>
        Change(tables => Find(tables, name) ?? OwnOf(tables, name), row => row with { Standing = standing })?.Standing;

    public bool Remove(string name) =>
        Change(tables => Find(tables, name), row => row with { IsRemoved = true }) is not null;

    public NodeRow Label(NodeSaid own, Func<NodeSaid, NodeSaid> change) =>
        writer.Change(tables =>
        {
            var before = tables.Own ?? NodeRule.Own(null, own.Name, own.Capacity);
            var after = before with { Said = change(before.Said) };
            return (
                MemberTables.Heard(tables with { Own = after }, NodeNews.Changed),
                after,
                NodeRule.Labelled(before, after)
            );
        });

    public void Dispose() => writer.Dispose();

    private static NodeRow? Find(HomeTables tables, string name) => NodeRule.Named(tables.Nodes.Values, name);

    private static NodeRow? OwnOf(HomeTables tables, string name) =>
        tables.Own is { } own ? NodeRule.Named([own], name) : null;

    private NodeRow? Change(Func<HomeTables, NodeRow?> find, Func<NodeRow, NodeRow> change) =>
        writer.Change<NodeRow?>(tables =>
        {
            var before = find(tables);
            if (before is null || change(before) is var after && after == before)
            {
                return (tables, before, null);
            }

            return (MemberTables.Heard(With(tables, after), NodeNews.Changed), before, NodeRule.Stood(before, after));
        });

    private static HomeTables With(HomeTables tables, NodeRow row) =>
        row.Id == NodeId.Home ? tables with { Own = row } : tables.With(row);
}
