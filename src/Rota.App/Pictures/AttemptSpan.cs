using Rota.Core.Model;

namespace Rota.App.Pictures;

/// <summary>An attempt in time.</summary>
/// <param name="Group">Its entry.</param>
/// <param name="Index">Its ordinal.</param>
/// <param name="Number">Which of its task.</param>
/// <param name="Node">Where.</param>
/// <param name="Started">When it started.</param>
/// <param name="Ended">When it ended, or now.</param>
/// <param name="State">How it counted, or that it runs.</param>
internal readonly record struct AttemptSpan(
    int Group,
    int Index,
    int Number,
    NodeId Node,
    Instant Started,
    Instant Ended,
    TaskState State
);
