namespace Rota.App.Planning;

/// <summary>An entry of a job as it would run.</summary>
public sealed record PlanEntry
{
    /// <summary>How many steps come before it.</summary>
    public required int Level { get; init; }

    /// <summary>Its name.</summary>
    public required string Id { get; init; }

    /// <summary>How many tasks it has.</summary>
    public required int Tasks { get; init; }

    /// <summary>Names of those that it waits for.</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>The command of its first task.</summary>
    public required string First { get; init; }

    /// <summary>That of its last one; null where that is the first.</summary>
    public required string? Last { get; init; }

    /// <summary>What its tasks start with that most do not.</summary>
    public IReadOnlyList<string> Starts { get; init; } = [];
}
