using Rota.Core.Model;
using Rota.Fabric;
using Rota.Node.Agent;
using Rota.Node.Machine;
using Rota.Sim.Systems.Homes;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Cells;

/// <summary>How a runner comes to the other machines: the production client, through the doors of the cell.</summary>
/// <param name="cell">The cell.</param>
/// <param name="process">The runner's process.</param>
/// <param name="wake">Moves the runner: something came for it.</param>
internal sealed class SimReach(SimCell cell, SimProcess process, Action wake) : ISimReach
{
    private readonly List<SimThread> threads = [];
    private readonly List<FarTransport> transports = [];
    private readonly Greetings greetings = new();
    private AutoResetEvent? heard;
    private ThreadClock? made;

    public bool IsThere(NodeId node) => cell.DoorOf(node) is { IsOpen: true };

    public void Beside(string name, Action act)
    {
        SimThread thread = null!;
        thread = new SimThread(
            cell.World,
            process,
            name,
            act,
            () =>
            {
                threads.Remove(thread);
                Came();
            }
        );
        threads.Add(thread);
        made!.Thread = thread;
    }

    /// <remarks>What is done beside next is to wait for it.</remarks>
    public IExecutor To(ReachedNode node, AutoResetEvent signal)
    {
        heard = signal;
        var hooks = cell.Home.Node.BugHooks;
        var clock = made = new ThreadClock(cell.Home.Node);
        var transport = new FarTransport(
            cell.DoorOf(node.Id),
            process,
            () =>
            {
                clock.Thread?.Wake();
                Came();
            }
        );
        transports.Add(transport);
        var way = new FarWay(node, transport, hooks.Greetings(greetings.Begin()), () => IsThere(node.Id));
        var client = way.Client(cell.Home.Node.State, new NodeOptions(), clock, signal);
        return hooks.Far(client, node.Id);
    }

    public void Dispose()
    {
        foreach (var thread in threads.ToArray())
        {
            thread.End();
        }

        foreach (var transport in transports)
        {
            transport.Dispose();
        }
    }

    private void Came()
    {
        if (heard?.WaitOne(0) == true)
        {
            wake();
        }
    }
}
