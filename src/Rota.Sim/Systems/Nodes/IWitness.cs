using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Sim.Systems.Machine;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Nodes;

/// <summary>Who is told of all that matters on simulated machines, as it happens.</summary>
internal interface IWitness
{
    /// <summary>A process of a task was started.</summary>
    void Spawned(SimProcess process, TaskRun run);

    /// <summary>A process ended.</summary>
    void Ended(SimProcess process);

    /// <summary>A process got a signal from another.</summary>
    void Signalled(SimProcess by, SimProcess process);

    /// <summary>A runner committed a turn.</summary>
    void Committed(Membership place, TurnChanges changes);

    /// <summary>A keeper was told that the end of an attempt is committed.</summary>
    void Acknowledged(long attempt);

    /// <summary>A person said how a machine is to stand; silent for one that was taken out.</summary>
    void Stood(SimNode node, NodeStanding standing);

    /// <summary>A promise is broken.</summary>
    void Broken(string promise, string how);
}
