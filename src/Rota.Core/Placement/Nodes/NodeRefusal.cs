using Rota.Core.Model;

namespace Rota.Core.Placement.Nodes;

/// <summary>That a node refused what a runner found room for.</summary>
/// <param name="Task">What it refused.</param>
/// <param name="Why">Why, in a sentence.</param>
/// <param name="At">When.</param>
/// <param name="RestsUntil">Until when nothing is placed there.</param>
public readonly record struct NodeRefusal(TaskKey Task, string Why, Instant At, Instant RestsUntil);
