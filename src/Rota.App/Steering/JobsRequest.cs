using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>Something that is asked of several jobs.</summary>
/// <param name="Jobs">Their numbers or names, or <c>@last</c>.</param>
/// <param name="Asked">What.</param>
public sealed record JobsRequest(IReadOnlyList<string> Jobs, params IReadOnlyList<Request> Asked)
{
    /// <summary>All open jobs that have these labels are meant too; none where there is no label.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether a cancellation alone is done only when the jobs have ended.</summary>
    public bool AwaitsEnd { get; init; } = true;
}
