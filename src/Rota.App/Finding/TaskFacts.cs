using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Finding;

/// <summary>A task, with all that it can be found by.</summary>
/// <param name="Spec">Its entry.</param>
/// <param name="Row">What is stored of it.</param>
/// <param name="Shown">Its state as people see it: what waits in a paused job is paused.</param>
/// <param name="Nodes">The names of nodes.</param>
/// <param name="Now">The time.</param>
internal readonly record struct TaskFacts(
    TaskSpec Spec,
    TaskRow Row,
    TaskState Shown,
    IReadOnlyDictionary<NodeId, string> Nodes,
    Instant Now
)
{
    /// <summary>Whether people hold it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Its index; null where its entry is one task.</summary>
    public long? Index => Spec.Expansion.IsIndexed ? Spec.Expansion.Label(Row.Index) : null;

    /// <summary>Where its attempt is or was; null for none.</summary>
    public string? Node => Row.Node is { } node ? NodeWords.Name(Nodes, node) : null;

    /// <summary>How long its attempt has taken; null before it starts.</summary>
    public TimeSpan? Taken => Row.Started is { } started ? (Row.Ended ?? Now) - started : null;
}
