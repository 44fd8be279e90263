using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Placement.Nodes;

namespace Rota.App.Explaining;

/// <summary>That a node refused a task for which the home found room: its own book has the last word.</summary>
public sealed record RefusedView
{
    /// <summary>The node.</summary>
    public required string Node { get; init; }

    /// <summary>The task: <c>42.train.3</c>.</summary>
    public required string Task { get; init; }

    /// <summary>When.</summary>
    public required Instant At { get; init; }

    /// <summary>Why: <c>no-room</c>.</summary>
    public string Code { get; init; } = "no-room";

    /// <summary>What was short: <c>slots</c>, <c>memory</c>.</summary>
    public required string Account { get; init; }

    /// <summary>How much was asked for, in the account's unit.</summary>
    public required long Asked { get; init; }

    /// <summary>How much was free.</summary>
    public required long Free { get; init; }

    /// <summary>Who had it, in words.</summary>
    public required string Holder { get; init; }

    /// <summary>For how long the node was left alone, in seconds.</summary>
    public required double RetryAfterSeconds { get; init; }

    /// <summary>It all in a sentence, for who reads it at a moment.</summary>
    internal string Sentence(Instant now) =>
        $"node {Node} refused it {Words.Duration(now - At)} ago: its own book had {Free} of {Account} free, and "
        + $"{Asked} were asked for ({Holder}); it goes to others meanwhile, and no try is used";

    internal static RefusedView Of(NodeRefusal refusal, string node, string task) =>
        new()
        {
            Node = node,
            Task = task,
            At = refusal.At,
            Account = refusal.Lack.Of,
            Asked = refusal.Lack.Asked,
            Free = refusal.Lack.Free,
            Holder = refusal.Lack.Holder,
            RetryAfterSeconds = refusal.RetryAfter.TotalSeconds,
        };
}
