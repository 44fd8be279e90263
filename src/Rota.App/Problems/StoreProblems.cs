using Rota.Store;

namespace Rota.App.Problems;

/// <summary>Problems of the home store: the part of the catalogue that its failures become.</summary>
public static class StoreProblems
{
    /// <summary>The state cannot be opened, read or written.</summary>
    public static readonly ProblemCode Unreachable = new("store-unreachable", ExitCode.Unreachable, 503);

    /// <summary>What is stored, or a backup of it, is not sound.</summary>
    public static readonly ProblemCode Damaged = new("store-damaged", ExitCode.Unreachable, 500);

    /// <summary>The disk fails.</summary>
    public static readonly ProblemCode Broken = new("store-broken", ExitCode.Unreachable, 503);

    /// <summary>No space is left.</summary>
    public static readonly ProblemCode DiskFull = new("store-diskfull", ExitCode.Unreachable, 507);

    /// <summary>The state may only be read.</summary>
    public static readonly ProblemCode ReadOnly = new("store-readonly", ExitCode.Unreachable, 403);

    /// <summary>Another writer holds the state for too long.</summary>
    public static readonly ProblemCode Busy = new("store-busy", ExitCode.Unreachable, 503);

    /// <summary>The database is older than what its keeper knows: an earlier copy took its place.</summary>
    public static readonly ProblemCode Rewound = new("store-rewound", ExitCode.Unreachable, 409);

    /// <summary>Another version of Rota wrote the state, or serves it.</summary>
    public static readonly ProblemCode NewerSchema = new("store-newerschema", ExitCode.Unreachable, 409);

    /// <summary>Others could change the state, or it is not this user's.</summary>
    public static readonly ProblemCode Unsafe = new("store-unsafe", ExitCode.Unreachable, 403);

    /// <summary>Another runner has taken over.</summary>
    public static readonly ProblemCode Fenced = new("store-fenced", ExitCode.Unreachable, 409);

    /// <summary>Another process has taken the runner's name.</summary>
    public static readonly ProblemCode Replaced = new("store-replaced", ExitCode.Unreachable, 409);

    /// <summary>Another machine serves the home.</summary>
    public static readonly ProblemCode Elsewhere = new("store-elsewhere", ExitCode.Unreachable, 409);

    /// <summary>This kind of home store cannot do what was asked for.</summary>
    public static readonly ProblemCode Unsupported = new("store-unsupported", ExitCode.Unreachable, 501);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } =
    [
        Unreachable,
        Damaged,
        Broken,
        DiskFull,
        ReadOnly,
        Busy,
        Rewound,
        NewerSchema,
        Unsafe,
        Fenced,
        Replaced,
        Elsewhere,
        Unsupported,
    ];

    /// <summary>That of a failure.</summary>
    public static ProblemCode Of(StoreFailure failure) =>
        failure switch
        {
            StoreFailure.Unreachable => Unreachable,
            StoreFailure.Damaged => Damaged,
            StoreFailure.Broken => Broken,
            StoreFailure.DiskFull => DiskFull,
            StoreFailure.ReadOnly => ReadOnly,
            StoreFailure.Busy => Busy,
            StoreFailure.Rewound => Rewound,
            StoreFailure.NewerSchema => NewerSchema,
            StoreFailure.Unsafe => Unsafe,
            StoreFailure.Fenced => Fenced,
            StoreFailure.Replaced => Replaced,
            StoreFailure.Elsewhere => Elsewhere,
            StoreFailure.Unsupported => Unsupported,
            StoreFailure.NoSuchJob => ProblemCodes.NoSuchJob,
            _ => SystemProblems.Bug,
        };
}
