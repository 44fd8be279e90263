using System.Text.Json.Serialization;
using Rota.App.Following;
using Rota.App.Jobs;
using Rota.App.Views;
using Rota.App.Watching;
using Rota.Core.Model;

namespace Rota.App.Attending;

/// <summary>A job for who follows it to its end.</summary>
public sealed record FollowedJob : View
{
    /// <summary>When it was looked at, on the clock of the server.</summary>
    public required Instant At { get; init; }

    /// <summary>The job.</summary>
    public required JobView Job { get; init; }

    /// <summary>How many steps its graph is deep.</summary>
    public required int Levels { get; init; }

    /// <summary>Whether the request that was asked about is carried out; true where none was.</summary>
    public required bool IsCurrent { get; init; }

    /// <summary>Attempts that failed since, the first of them: what was asked for decides since when.</summary>
    public required IReadOnlyList<FailedAttempt> Failures { get; init; }

    /// <summary>Tasks with a process, those that run longest.</summary>
    public required IReadOnlyList<TaskGlance> Running { get; init; }

    /// <summary>What failed last; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FailureGlance? LastFailure { get; init; }

    /// <summary>Who runs jobs of the state, in words; null for nobody.</summary>
    public string? ServedBy { get; init; }
}
