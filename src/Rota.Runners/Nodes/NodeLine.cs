using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Store;
using Rota.Store.Nodes;

namespace Rota.Runners.Nodes;

/// <summary>
/// A runner's line to another node, which comes and goes. It is made beside the turns, for a node may take seconds
/// to answer or never do; all else is the runner's thread.
/// </summary>
internal sealed class NodeLine(NodeRow row, INodeReach reach, AutoResetEvent signal) : IDisposable
{
    /// <summary>How long a node is left alone after a try, in microseconds.</summary>
    public const long TryPace = 1_000_000;

    private readonly Lock gate = new();
    private readonly List<NodeEvent> heard = [];
    private (IExecutor Executor, ExecutorSnapshot Snapshot)? arrived;
    private IExecutor? executor;

    /// <summary>The line that is there or is being made.</summary>
    private IExecutor? latest;
    private bool isTrying;
    private bool isOver;
    private long triedAt = -TryPace;

    /// <summary>What the home knows of the node.</summary>
    public NodeRow Row { get; set; } = row;

    /// <summary>Its number.</summary>
    public NodeId Id => Row.Id;

    /// <summary>The way there; null while there is none.</summary>
    public IExecutor? Executor => executor;

    /// <summary>Whether the node has forgotten something that has to be settled.</summary>
    public bool OwesSettlement { get; set; }

    /// <summary>Begins to make the line where there is none and may be one.</summary>
    /// <param name="now">The moment, in microseconds of the monotonic clock.</param>
    /// <param name="epoch">The runner's epoch.</param>
    /// <param name="partitions">The partitions that it owns.</param>
    public void Tend(long now, long epoch, IReadOnlyCollection<int> partitions)
    {
        if (executor is not null || now - triedAt < TryPace || Row.IsRemoved || !reach.IsThere(Id))
        {
            return;
        }

        lock (gate)
        {
            if (isTrying || arrived is not null)
            {
                return;
            }

            isTrying = true;
        }

        triedAt = now;
        var said = new ReachedNode(Id, Row.Said.Name, Row.Said.State, Row.Said.Capacity.Gpus);

        // Made here, so that of two lines to a node the later one is known for that, whichever greets it first.
        var made = reach.To(said, signal);
        latest = made;
        reach.Beside($"line {Id}", () => Connect(made, epoch, partitions));
    }

    /// <summary>The line that was made since, with what the node knows; null for none.</summary>
    public ExecutorSnapshot? TryOpen()
    {
        lock (gate)
        {
            if (arrived is not var (made, snapshot))
            {
                return null;
            }

            (executor, arrived) = (made, null);
            return snapshot;
        }
    }

    /// <summary>Takes what has come in.</summary>
    /// <returns>Whether the line lasts.</returns>
    public bool TryTake(List<NodeEvent> reports)
    {
        try
        {
            heard.Clear();
            executor!.Take(heard);
            reports.AddRange(heard.Select(report => report with { Node = Id }));
            return true;
        }
        catch (ExecutorGoneException)
        {
            executor!.Dispose();
            executor = null;
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            isOver = true;
        }

        latest?.Dispose();
    }

    private void Connect(IExecutor made, long epoch, IReadOnlyCollection<int> partitions)
    {
        ExecutorSnapshot? snapshot = null;
        try
        {
            snapshot = made.Connect(epoch, partitions);
        }
        catch (Exception error) when (error is ExecutorGoneException or StoreException or IOException)
        {
            // Gone again, or it follows a later runner, which this one learns of from the home: the next try comes.
        }

        lock (gate)
        {
            isTrying = false;
            if (snapshot is null || isOver)
            {
                made.Dispose();
                return;
            }

            arrived = (made, snapshot.Of(Id));
        }

        signal.Set();
    }
}
