using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric.Orders;

namespace Rota.Fabric;

/// <summary>
/// How a runner has attempts carried out. Orders can be repeated; reports come at least once, in order.
/// </summary>
public interface IExecutor : IDisposable
{
    /// <summary>
    /// Introduces a runner that owns these partitions; earlier owners of them are refused from now on.
    /// </summary>
    /// <returns>Reports on all attempts of these partitions, and those of them that wait to start.</returns>
    ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions);

    /// <summary>
    /// Gives orders. They were committed before. Each launch is answered; one without an answer is in doubt when the
    /// executor is gone, until the next snapshot tells.
    /// </summary>
    void Order(IReadOnlyList<NodeOrder> orders);

    /// <summary>Says that these ends are committed: they need not be reported again.</summary>
    void Acknowledge(IReadOnlyList<AttemptId> attempts);

    /// <summary>
    /// Says that what the executor may have forgotten is settled: what it does not know now never ran.
    /// </summary>
    void Settle();

    /// <summary>Takes the reports that have come in.</summary>
    /// <exception cref="ExecutorGoneException">The executor is gone: connect again.</exception>
    void Take(List<NodeEvent> reports);

    /// <summary>
    /// Whether the executor asked, before reports were taken last, if this runner still owns its partitions: until it
    /// hears so for long, it has to think that another one does.
    /// </summary>
    bool AsksRenewal => false;

    /// <summary>Says so. To be called when the home was looked at after the reports were taken.</summary>
    void Renew() { }

    /// <summary>Is set whenever there is something to take.</summary>
    AutoResetEvent Signal { get; }

    /// <summary>
    /// What people should know: why starts are held back, or what tasks start without; null when all is well.
    /// </summary>
    string? Notice { get; }
}

/// <summary>What an executor knows when a runner introduces itself.</summary>
/// <param name="Waiting">Attempts it has that have not started.</param>
/// <param name="Reports">Starts and ends, in the order of their attempts.</param>
public sealed record ExecutorSnapshot(IReadOnlySet<AttemptId> Waiting, IReadOnlyList<NodeEvent> Reports)
{
    /// <summary>
    /// Partitions of which it may have forgotten attempts, one bit each: its memory was damaged or is new.
    /// </summary>
    public ulong Forgotten { get; init; }

    /// <summary>
    /// The highest attempt that it has seen; null where its version does not say so, nor stop what runs when it is cut
    /// off.
    /// </summary>
    public AttemptId? Highest { get; init; }

    /// <summary>The same, as that of a node: a keeper does not know its number.</summary>
    public ExecutorSnapshot Of(NodeId node) =>
        this with
        {
            Reports = [.. Reports.Select(report => report with { Node = node })],
        };
}

/// <summary>The executor cannot be reached any more.</summary>
public sealed class ExecutorGoneException(string message) : Exception(message);
