namespace Rota.App.Reporting;

/// <summary>An attempt that ended, as far as pictures of all of them need it: a million take 32 MB.</summary>
/// <param name="StartMicros">When it started, in microseconds since 1970.</param>
/// <param name="EndMicros">When it ended; clocks step back, so it may be before the start.</param>
/// <param name="Group">Position of its entry in the job.</param>
/// <param name="Index">Ordinal of its task in the entry.</param>
/// <param name="PeakKibibytes">Largest resident memory, in KiB; 0 where it was not measured.</param>
/// <param name="Outcome">How it counted.</param>
public readonly record struct AttemptMark(
    long StartMicros,
    long EndMicros,
    int Group,
    int Index,
    uint PeakKibibytes,
    MarkOutcome Outcome
);

/// <summary>What a reader wants to tell apart at a glance.</summary>
public enum MarkOutcome : byte
{
    /// <summary>It did what it should.</summary>
    Succeeded,

    /// <summary>Failed, timed out, out of memory or lost.</summary>
    Failed,

    /// <summary>Cancelled: nobody's fault.</summary>
    Stopped,
}
