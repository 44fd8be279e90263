using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Effects;

/// <summary>What is to be done at the node once the turn is committed. Each is safe to do twice.</summary>
/// <param name="Kind">What.</param>
/// <param name="Attempt">To which attempt.</param>
public readonly record struct Effect(EffectKind Kind, Attempt Attempt);

/// <summary>The kinds of effects.</summary>
public enum EffectKind
{
    /// <summary>Start its process; its room is reserved.</summary>
    Launch,

    /// <summary>Start its process when an attempt of its shape ends.</summary>
    LaunchInPlace,

    /// <summary>Start it now after all: there is room.</summary>
    Promote,

    /// <summary>Take it back unless it has started.</summary>
    Withdraw,

    /// <summary>End it by its stop policy.</summary>
    Stop,
}
