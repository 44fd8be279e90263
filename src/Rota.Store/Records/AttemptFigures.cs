using Rota.Core.Model;

namespace Rota.Store.Records;

/// <summary>An attempt that ended, in numbers: what pictures of a million of them are made of.</summary>
/// <param name="Group">Its entry.</param>
/// <param name="Index">Its ordinal.</param>
/// <param name="Number">Which of its task.</param>
/// <param name="Outcome">How it counted.</param>
/// <param name="Started">When it started; null when it never did.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="ExitCode">Exit code.</param>
/// <param name="Signal">Signal.</param>
/// <param name="Node">The node that it ran on.</param>
public readonly record struct AttemptFigures(
    int Group,
    int Index,
    int Number,
    TaskState Outcome,
    Instant? Started,
    Instant Ended,
    int? ExitCode,
    int? Signal,
    NodeId Node
);
