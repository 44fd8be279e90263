namespace Rota.Store;

/// <summary>The home store could not do what was asked. The message says what to do next.</summary>
/// <param name="failure">What kind of failure.</param>
/// <param name="message">A sentence with the reason and the remedy.</param>
public sealed class StoreException(StoreFailure failure, string message) : Exception(message)
{
    /// <summary>What kind of failure.</summary>
    public StoreFailure Failure { get; } = failure;

    /// <summary>Whether it may be over after a while.</summary>
    public bool CanPass =>
        Failure
            is not (
                StoreFailure.NewerSchema
                or StoreFailure.Replaced
                or StoreFailure.Elsewhere
                or StoreFailure.Rewound
                or StoreFailure.Damaged
            );

    /// <summary>Where a keeper refused: the epoch that it follows.</summary>
    public long KeeperEpoch { get; init; }
}

/// <summary>The kinds of store failures.</summary>
public enum StoreFailure
{
    /// <summary>It cannot be opened, or reading or writing failed.</summary>
    Unreachable,

    /// <summary>What is stored, or a backup of it, is not sound: that does not pass by itself.</summary>
    Damaged,

    /// <summary>The disk fails. That may pass; when it stays, nothing is gained by trying on.</summary>
    Broken,

    /// <summary>No space is left.</summary>
    DiskFull,

    /// <summary>It may only be read.</summary>
    ReadOnly,

    /// <summary>Another writer holds it for too long.</summary>
    Busy,

    /// <summary>The database is older than what its keeper knows: an earlier copy took its place.</summary>
    Rewound,

    /// <summary>Another version of Rota wrote it, or serves it.</summary>
    NewerSchema,

    /// <summary>The directory is not safe to use.</summary>
    Unsafe,

    /// <summary>The writer's epoch has passed: another runner has taken over.</summary>
    Fenced,

    /// <summary>Another process has taken the runner's name.</summary>
    Replaced,

    /// <summary>Another machine serves the home.</summary>
    Elsewhere,

    /// <summary>A job that is named is not there.</summary>
    NoSuchJob,

    /// <summary>This kind of home cannot do it.</summary>
    Unsupported,
}
