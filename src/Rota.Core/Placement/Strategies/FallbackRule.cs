namespace Rota.Core.Placement.Strategies;

/// <summary>What becomes of a task whose dispatcher has no idle token.</summary>
public enum FallbackRule
{
    /// <summary>It leaves reservations at a few nodes; the first that is free gets it.</summary>
    Late,

    /// <summary>It goes to any node and waits there, as in the paper on join-idle-queue.</summary>
    Random,

    /// <summary>
    /// It leaves reservations, and also takes a token that comes to its dispatcher before one is answered.
    /// </summary>
    Both,
}
