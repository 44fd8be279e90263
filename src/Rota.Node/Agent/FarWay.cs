using Rota.Fabric;
using Rota.Fabric.Transports;
using Rota.Linux.Clocks;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.Node.Agent;

/// <summary>
/// The way to the keeper of another node. The anchor of another machine is that machine's to start: without a way to
/// it, nobody waits for a keeper.
/// </summary>
/// <param name="node">The node.</param>
/// <param name="transport">What makes lines to it.</param>
/// <param name="greetings">What its greetings are counted from.</param>
/// <param name="isThere">Whether there is a way now.</param>
internal sealed class FarWay(ReachedNode node, ITransport transport, long greetings, Func<bool> isThere) : IAnchor
{
    /// <inheritdoc/>
    public bool IsThere => isThere();

    /// <inheritdoc/>
    public string Log => $"the log of node {node.Name}";

    /// <inheritdoc/>
    /// <exception cref="ExecutorGoneException">Always.</exception>
    public void Start() => throw new ExecutorGoneException($"node {node.Name} is cut off; it is tried again");

    /// <inheritdoc/>
    public string? LastWord() => null;

    /// <summary>A client of that keeper.</summary>
    /// <param name="home">The state that has the jobs.</param>
    /// <param name="machine">What anchor and keeper of this machine are told.</param>
    /// <param name="clock">For patience.</param>
    /// <param name="signal">Is set whenever something came.</param>
    public KeeperClient Client(StateDirectory home, NodeOptions machine, MonotonicClock clock, AutoResetEvent signal)
    {
        var planner = new LaunchPlanner(
            StateDirectory.Elsewhere(node.State),
            machine with
            {
                Gpus = string.Join(',', node.Gpus),
            },
            home
        )
        {
            IsFar = true,
        };
        return new KeeperClient(planner, transport, this, clock, signal, greetings);
    }
}
