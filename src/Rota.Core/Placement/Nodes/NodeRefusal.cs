using Rota.Core.Model;

namespace Rota.Core.Placement.Nodes;

/// <summary>That a node refused what a runner found room for.</summary>
/// <param name="Node">The node.</param>
/// <param name="Task">What it refused.</param>
/// <param name="Lack">What it had too little of.</param>
/// <param name="At">When, by the wall clock.</param>
/// <param name="RetryAfter">For how long nothing is placed there.</param>
public sealed record NodeRefusal(NodeId Node, TaskKey Task, NodeLack Lack, Instant At, TimeSpan RetryAfter);

/// <summary>What a node has too little of, by its own book.</summary>
/// <param name="Of">What is short, as accounts are named.</param>
/// <param name="Asked">How much was asked for.</param>
/// <param name="Free">How much is free.</param>
/// <param name="Holder">Who has it, in words.</param>
public sealed record NodeLack(string Of, long Asked, long Free, string Holder)
{
    /// <summary>The sentence that people read, which begins after the node.</summary>
    public override string ToString() => $"its own book has {Free} of {Of} free, and {Asked} are asked for: {Holder}";
}
