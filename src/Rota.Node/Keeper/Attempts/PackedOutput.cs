using Rota.Core.Scheduling.Effects;

namespace Rota.Node.Keeper.Attempts;

/// <summary>What became of an ended attempt's output.</summary>
internal readonly record struct PackedOutput
{
    /// <summary>Where standard output went; null where it is not kept yet.</summary>
    public OutputPlace? Output { get; init; }

    /// <summary>Where standard error went.</summary>
    public OutputPlace Errors { get; init; }

    /// <summary>The last line of standard error, if it was asked for.</summary>
    public string? LastLine { get; init; }

    /// <summary>Why it is not packed.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether it is packed, so that the files may serve another.</summary>
    public bool IsKept { get; init; }

    /// <summary>Whether it is known already that nobody has the files open any more.</summary>
    public bool IsUnshared { get; init; }

    /// <summary>Whether one of the files has become a segment: it may not serve another.</summary>
    public bool IsLinked { get; init; }
}
