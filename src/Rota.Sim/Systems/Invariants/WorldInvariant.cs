using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Invariants;

/// <summary>
/// Something that Rota promises, held against what happens. Named anytime_, eventually_ or finally_: by when it must
/// hold.
/// </summary>
internal abstract class WorldInvariant
{
    public required InvariantBook Book { get; init; }

    public abstract string Name { get; }

    /// <summary>The process of a task has started.</summary>
    public virtual void Spawned(SimProcess process, TaskRun run) { }

    /// <summary>The process of a task has ended.</summary>
    public virtual void Ended(SimProcess process, TaskRun run) { }

    /// <summary>A keeper signals a process.</summary>
    public virtual void Signalled(SimProcess process) { }

    /// <summary>A turn was committed.</summary>
    public virtual void Committed(Membership place, TurnChanges changes) { }

    /// <summary>The keeper is told that an end is committed.</summary>
    public virtual void Acknowledged(long attempt) { }

    /// <summary>A person said how a machine is to stand; silent for one that was taken out.</summary>
    public virtual void Stood(SimNode node, NodeStanding standing) { }

    /// <summary>All faults have ended long ago, and all jobs too.</summary>
    public virtual void AtTheEnd() { }

    protected void Broken(string how) => Book.Broken(Name, how);
}
