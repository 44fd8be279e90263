using System.Collections.Immutable;

namespace Rota.Core.Notifying;

/// <summary>
/// What people can be told of, from the least to the most: where one message tells of several, the last gives it its
/// name.
/// </summary>
public enum EventKind
{
    /// <summary>A run of a schedule was submitted long after its instant.</summary>
    Late,

    /// <summary>Instants of a schedule passed without a run.</summary>
    Missed,

    /// <summary>A job's first attempt was committed.</summary>
    Started,

    /// <summary>A task failed and is not tried again.</summary>
    GaveUp,

    /// <summary>The outcome of a task cannot be known.</summary>
    Lost,

    /// <summary>A job ended, however.</summary>
    Ended,

    /// <summary>A job succeeded, and the run of its name before had failed.</summary>
    Recovered,

    /// <summary>A job failed, and the run of its name before had not.</summary>
    Failed,

    /// <summary>Nothing happened: people try whether they are reached.</summary>
    Test,
}

/// <summary>The words for what people can be told of.</summary>
public static class EventKinds
{
    /// <summary>Those that a rule may name, in the order of the values.</summary>
    public static readonly ImmutableArray<string> Words =
    [
        "late",
        "missed",
        "started",
        "gave_up",
        "lost",
        "ended",
        "recovered",
        "failed",
    ];

    /// <summary>The word as it is written and stored.</summary>
    public static string WireName(this EventKind kind) => kind == EventKind.Test ? "test" : Words[(int)kind];

    /// <summary>The kind of a stored word.</summary>
    public static EventKind Of(string word) => word == "test" ? EventKind.Test : (EventKind)Words.IndexOf(word);

    /// <summary>Whether it is about one task among many: these are gathered into one message.</summary>
    public static bool IsOfTasks(this EventKind kind) => kind is EventKind.GaveUp or EventKind.Lost;
}
