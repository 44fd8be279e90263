namespace Rota.Node.Keeper.Attempts;

/// <summary>Where an attempt stands at its keeper.</summary>
internal enum KeptState
{
    /// <summary>For the place of one of its shape.</summary>
    Waiting,

    /// <summary>For a spawner.</summary>
    Queued,

    /// <summary>A spawner has it.</summary>
    Spawning,

    /// <summary>Its process lives.</summary>
    Running,

    /// <summary>Its leader has ended; processes of it live on, or its output is not kept yet.</summary>
    Ending,

    /// <summary>It ended or is lost, and the daemon has not yet said that this is committed.</summary>
    Over,
}
