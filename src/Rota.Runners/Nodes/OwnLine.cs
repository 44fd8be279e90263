using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;

namespace Rota.Runners.Nodes;

/// <summary>The runner's line to its own machine, which does not know which node of the home it is.</summary>
internal sealed class OwnLine(IExecutor executor)
{
    /// <summary>The machine's number.</summary>
    public NodeId Id { get; private set; } = NodeId.Home;

    /// <summary>Introduces the runner to it.</summary>
    public ExecutorSnapshot Begin(NodeId node, long epoch, IReadOnlyCollection<int> partitions)
    {
        Id = node;
        return executor.Connect(epoch, partitions).Of(node);
    }

    /// <summary>Takes the reports that have come in.</summary>
    public void Take(List<NodeEvent> reports)
    {
        var from = reports.Count;
        executor.Take(reports);
        for (var at = from; Id != NodeId.Home && at < reports.Count; at++)
        {
            reports[at] = reports[at] with { Node = Id };
        }
    }
}
