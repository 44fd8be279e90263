using Rota.App.Explaining;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;

namespace Rota.App.Planning;

/// <summary>Whether the tasks of an entry could ever run on one of the nodes, were they empty.</summary>
/// <param name="own">This machine.</param>
/// <param name="nodes">All nodes: asked where this machine does not do.</param>
internal sealed class NodeFit(NodeLedger own, Func<CellNodes> nodes)
{
    private readonly HashSet<NodeClaim> fitting = [];

    /// <summary>Why the tasks of an entry can never run, and what they wait for; null where nothing is wrong.</summary>
    public (string? Misfit, string? Wait) Of(TaskSpec task, TaskPolicy policy)
    {
        var claim = own.ClaimOf(policy.Resources, memoryFactor: 1);
        if (policy.Nodes.Requires.IsEmpty && (fitting.Contains(claim) || NeverFits(claim) is null))
        {
            fitting.Add(claim);
            return (null, null);
        }

        var all = nodes().All;
        CellNode[] meeting = [.. all.Where(node => node.Traits.Meets(policy.Nodes.Requires))];
        if (meeting.Length == 0)
        {
            return (null, Wait(task, policy, all));
        }

        Refusal?[] refusals =
        [
            .. meeting.Select(node => NeverFits(node.Ledger.ClaimOf(policy.Resources, memoryFactor: 1))),
        ];
        return refusals.Contains(null)
            ? (null, null)
            : ($"task {Words.Task(task, 0)} {RefusalWords.Sentence(refusals[0]!, NameOf(meeting[0]))}", null);
    }

    private static Refusal? NeverFits(NodeClaim claim) =>
        claim.Check() is { Code: RefusalCode.NeverFits } refusal ? refusal : null;

    private string NameOf(CellNode node) => node.Ledger.Node == own.Node ? RefusalWords.Here : node.Traits.Name;

    private static string Wait(TaskSpec task, TaskPolicy policy, IList<CellNode> all)
    {
        var wanted = string.Join(", ", policy.Nodes.Requires.Select(OfferWords.Of));
        var remedy = policy.Nodes.Requires.Select(NodeWaits.Remedy).FirstOrDefault(label => label is not null);
        var stands =
            all.Count == 1
                ? $"only this machine is here, {all[0].Traits.Name}"
                : $"none of {Words.Count(all.Count, "node")} has that";
        return $"task {Words.Task(task, 0)} waits for a node with {wanted}: {stands}"
            + (remedy is null ? "" : $"; on a machine that has it: {remedy}");
    }
}
