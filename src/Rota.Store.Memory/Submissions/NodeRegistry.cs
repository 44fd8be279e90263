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
        Change(name, row => row with { Standing = standing })?.Standing;

    public bool Remove(string name) => Change(name, row => row with { IsRemoved = true }) is not null;

    public void Dispose() => writer.Dispose();

    private NodeRow? Change(string name, Func<NodeRow, NodeRow> change) =>
        writer.Change<NodeRow?>(tables =>
        {
            var before = tables.Nodes.Values.FirstOrDefault(row => row.Said.Name == name && !row.IsRemoved);
            if (before is null || change(before) is var after && after == before)
            {
                return (tables, before, null);
            }

            return (MemberTables.Heard(tables.With(after), NodeNews.Changed), before, NodeRule.Stood(before, after));
        });
}
