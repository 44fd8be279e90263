namespace Rota.Sim.Systems.Faults;

/// <summary>What can go wrong in the simulated world. Chosen by name: <c>--faults crash,pause,disk</c>.</summary>
[Flags]
public enum FaultKinds
{
    /// <summary>Nothing goes wrong.</summary>
    None = 0,

    /// <summary>Processes are killed: at any moment, and at every commit and effect point.</summary>
    Crash = 1,

    /// <summary>Processes are stopped for a while: anywhere, also in the middle of a turn.</summary>
    Pause = 2,

    /// <summary>
    /// Lines between runner and keeper break, and one end may not notice; no message comes through for a while.
    /// Late messages and lost and doubled rings are in every world.
    /// </summary>
    Network = 4,

    /// <summary>The wall clock is set and drifts; the machine sleeps.</summary>
    Clock = 8,

    /// <summary>The disk is full; an fsync fails, truly or falsely.</summary>
    Disk = 16,

    /// <summary>Runners join and leave.</summary>
    Members = 32,

    /// <summary>The power fails, also in the middle of a write.</summary>
    Power = 64,

    /// <summary>People cancel, pause and resume.</summary>
    People = 128,

    /// <summary>All of them.</summary>
    All = 255,
}
