using Rota.Core.Model;

namespace Rota.Fabric.Answers;

/// <summary>
/// What a node answers to an order about an attempt. Silence is no answer: what has none when the line ends is in
/// doubt, until the node says at the next meeting what it holds.
/// </summary>
public abstract record ClaimAnswer
{
    private ClaimAnswer() { }

    /// <summary>The attempt that was claimed.</summary>
    public required AttemptId Attempt { get; init; }

    /// <summary>The node holds it; what becomes of it is reported.</summary>
    public sealed record Accepted : ClaimAnswer;

    /// <summary>The node holds it since an earlier claim; how it stands follows as a report.</summary>
    public sealed record Duplicate : ClaimAnswer;

    /// <summary>The node does not carry the order out.</summary>
    public sealed record Refused : ClaimAnswer
    {
        /// <summary>Why.</summary>
        public required ClaimRefusal Why { get; init; }
    }
}
