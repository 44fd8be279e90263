using Rota.App.Views;
using Rota.Core.Model;

namespace Rota.App.Claiming;

/// <summary>
/// What a scheduler outside chooses from: the tasks that wait for it, and what each node could take. All of it is a
/// hint: it may be over when a claim comes, which is then refused.
/// </summary>
public sealed record MarketView : View
{
    /// <summary>When it was looked at.</summary>
    public required Instant At { get; init; }

    /// <summary>When it is to be looked at anew.</summary>
    public required Instant Expires { get; init; }

    /// <summary>Tasks that wait, the most urgent first.</summary>
    public required IReadOnlyList<OutsideTask> Tasks { get; init; }

    /// <summary>Whether more wait than are listed.</summary>
    public required bool HasMore { get; init; }

    /// <summary>The nodes that take work.</summary>
    public required IReadOnlyList<NodeRoom> Nodes { get; init; }
}

/// <summary>A task that waits for a scheduler outside.</summary>
public sealed record OutsideTask
{
    /// <summary>Its address: <c>42.train.3</c>.</summary>
    public required string Task { get; init; }

    /// <summary>How people know it.</summary>
    public required string Label { get; init; }

    /// <summary>The name of its job.</summary>
    public required string Job { get; init; }

    /// <summary>The queue that counts it.</summary>
    public required string Queue { get; init; }

    /// <summary>Higher first.</summary>
    public required int Priority { get; init; }

    /// <summary>What it takes, by account: slots, memory in bytes, thousandths of CPUs and GPUs, licences.</summary>
    public required IReadOnlyDictionary<string, long> Takes { get; init; }

    /// <summary>What must be true of its node.</summary>
    public required IReadOnlyList<string> Requires { get; init; }

    /// <summary>What would be good to be true of it.</summary>
    public required IReadOnlyList<string> Prefers { get; init; }
}

/// <summary>What a node could take.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Zone">Its zone; null without one.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Free">What is free, by account, in the units of <see cref="OutsideTask.Takes"/>.</param>
/// <param name="Has">What it has in all.</param>
public sealed record NodeRoom(
    string Node,
    string? Zone,
    IReadOnlyDictionary<string, string> Labels,
    IReadOnlyDictionary<string, long> Free,
    IReadOnlyDictionary<string, long> Has
);
