namespace Rota.Core.Results;

/// <summary>What an attempt said of its work. It is bounded, for a million of them are kept.</summary>
public sealed record Reported
{
    /// <summary>
    /// What still holds of its <c>ROTA_PROGRESS_FILE</c>, as <see cref="ProgressLines.Kept"/>; null where it wrote
    /// none.
    /// </summary>
    public string? Progress { get; init; }

    /// <summary>Its result, one JSON object; null where it gave none.</summary>
    public string? Result { get; init; }

    /// <summary>Why what it gave for a result is not kept, in a sentence.</summary>
    public string? Problem { get; init; }
}
