using Rota.Fabric.Wire;

namespace Rota.Sim.Systems.Machine;

/// <summary>What the processes of tasks do.</summary>
internal interface ITaskLife
{
    /// <summary>The error number of a start that fails, or 0.</summary>
    int FailsToStart(LaunchOrder order);

    /// <summary>Its process is there.</summary>
    void Begin(SimProcess process, LaunchOrder order);

    /// <summary>Somebody signals it.</summary>
    void Signal(SimProcess process, int signal);
}
