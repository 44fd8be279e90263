using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;

namespace Rota.Store.Claims;

/// <summary>A claim of a scheduler outside: that a task is to run on a node, and what became of that.</summary>
public sealed record ClaimRow
{
    /// <summary>Most claims that are kept: a key of an older one is forgotten.</summary>
    public const int KeptMax = 10_000;

    /// <summary>Its number, which is that of the request that made it.</summary>
    public required long Request { get; init; }

    /// <summary>The task.</summary>
    public required TaskKey Task { get; init; }

    /// <summary>The name of the node.</summary>
    public required string Node { get; init; }

    /// <summary>Idempotency key, or null.</summary>
    public string? Key { get; init; }

    /// <summary>When it was made.</summary>
    public required Instant Made { get; init; }

    /// <summary>The attempt that was made of it; 0 for none.</summary>
    public AttemptId Attempt { get; init; }

    /// <summary>Why it does not run there; null where it does, or nothing was decided yet.</summary>
    public ClaimRefused? Refused { get; init; }

    /// <summary>Whether a turn has decided on it. The node may refuse after that.</summary>
    public bool IsDecided => Attempt.Value != 0 || Refused is not null;

    /// <summary>It with what became of it: what was said first, stays.</summary>
    public ClaimRow With(ClaimResult result) =>
        result.Request == Request ? this with { Attempt = result.Attempt, Refused = result.Refused }
        : result.Attempt == Attempt && Refused is null ? this with { Refused = result.Refused }
        : this;
}

/// <summary>A claim that was taken in.</summary>
/// <param name="Row">It, or the one that had its key before.</param>
/// <param name="IsNew">Whether it is new.</param>
public sealed record Claimed(ClaimRow Row, bool IsNew);
