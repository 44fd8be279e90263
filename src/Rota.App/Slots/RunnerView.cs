using Rota.Core.Slots;

namespace Rota.App.Slots;

/// <summary>A member of the frame with what it shows.</summary>
public sealed record RunnerView
{
    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>Its process.</summary>
    public required int Pid { get; init; }

    /// <summary>Its place.</summary>
    public required int Rank { get; init; }

    /// <summary>Which start of it.</summary>
    public required long Incarnation { get; init; }

    /// <summary>Whether its process lives.</summary>
    public required bool Alive { get; init; }

    /// <summary>How many partitions it owns.</summary>
    public required int Partitions { get; init; }

    /// <summary>Its turns.</summary>
    public required long Turns { get; init; }

    /// <summary>Turns that ended after their slot.</summary>
    public required long Overruns { get; init; }

    /// <summary>Turns in another's idle slot.</summary>
    public required long Steals { get; init; }

    /// <summary>How often the write lock was not free in its own slot.</summary>
    public required long Contention { get; init; }

    /// <summary>Events that were left for a later turn, in all.</summary>
    public required long Debt { get; init; }

    /// <summary>99th percentile of how late it woke up for its slot.</summary>
    public required double LatenessP99Ms { get; init; }

    /// <summary>99th percentile of what its turns with work cost.</summary>
    public required double TurnCostP99Ms { get; init; }

    /// <summary>The view of a member; it shows nothing where another incarnation wrote.</summary>
    internal static RunnerView Of(Member member, int rank, int partitions, Heartbeat shown, bool isAlive)
    {
        var beat = shown.Incarnation == member.Incarnation ? shown : default;
        return new RunnerView
        {
            Id = member.Id,
            Pid = member.Pid,
            Rank = rank,
            Incarnation = member.Incarnation,
            Alive = isAlive,
            Partitions = partitions,
            Turns = beat.Turns,
            Overruns = beat.Overruns,
            Steals = beat.Steals,
            Contention = beat.Contention,
            Debt = beat.Debt,
            LatenessP99Ms = beat.LatenessP99 / 1_000.0,
            TurnCostP99Ms = beat.CostP99 / 1_000.0,
        };
    }
}
