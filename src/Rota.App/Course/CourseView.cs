using System.Text.Json.Serialization;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Course;

/// <summary>How a state went in the last hours.</summary>
public sealed record CourseView : View
{
    internal CourseView(
        Instant at,
        Instant? since,
        CourseLevels levels,
        WaitingView? oldest,
        IReadOnlyList<MinuteLevels> minutes,
        IReadOnlyList<MinuteLevels> day
    )
    {
        (At, Since, Now, OldestWaiting) = (at, since, levels, oldest);
        (Waiting, Running) = ([.. minutes.Select(one => one.Waiting)], [.. minutes.Select(one => one.Running)]);
        (Ended, Failed) = ([.. minutes.Select(one => one.Ended)], [.. minutes.Select(one => one.Failed)]);
        (EndedOfDay, FailedOfDay) = (day.Sum(one => one.Ended), day.Sum(one => one.Failed));
    }

    /// <summary>When it was looked at: the last of the minutes is the one that this is in.</summary>
    public Instant At { get; }

    /// <summary>Since when the daemon looks; null before its first look.</summary>
    public Instant? Since { get; }

    /// <summary>Tasks of jobs that have not ended, at the last look.</summary>
    public CourseLevels Now { get; }

    /// <summary>The job of which tasks are ready and none has started or ended for longest; null for none.</summary>
    public WaitingView? OldestWaiting { get; }

    /// <summary>Tasks that waited at the end of each minute, oldest first.</summary>
    public IReadOnlyList<long> Waiting { get; }

    /// <summary>Tasks that ran then.</summary>
    public IReadOnlyList<long> Running { get; }

    /// <summary>Attempts that ended in each minute.</summary>
    public IReadOnlyList<long> Ended { get; }

    /// <summary>Tasks that failed in it.</summary>
    public IReadOnlyList<long> Failed { get; }

    /// <summary>Attempts that ended in the last 24 hours, or since the daemon looks.</summary>
    public long EndedOfDay { get; }

    /// <summary>Tasks that failed then.</summary>
    public long FailedOfDay { get; }
}

/// <summary>Tasks of jobs that have not ended.</summary>
/// <param name="Waiting">Tasks that could start, or will when others have ended.</param>
/// <param name="Running">Tasks with a process, or about to have one.</param>
/// <param name="Held">Tasks whose job is paused, or that wait out a delay.</param>
/// <param name="Lost">Tasks whose outcome nobody knows: they need a person.</param>
/// <param name="Jobs">The jobs.</param>
public sealed record CourseLevels(long Waiting = 0, long Running = 0, long Held = 0, long Lost = 0, long Jobs = 0)
{
    internal static CourseLevels Of(IReadOnlyList<JobRow> open) =>
        new(
            open.Sum(job => job.In(TaskState.Ready) + job.In(TaskState.Blocked)),
            open.Sum(job => job.Live),
            open.Sum(job => job.In(TaskState.Paused) + job.In(TaskState.Backoff)),
            open.Sum(job => job.In(TaskState.Lost)),
            open.Count
        );
}

/// <summary>A job of which something waits.</summary>
/// <param name="Task">How every verb takes the entry that waits.</param>
/// <param name="Name">The job's name.</param>
/// <param name="Since">Since when nothing of it has started or ended, as far as the daemon has seen.</param>
/// <param name="Why">Why, in a sentence; null where nothing holds it back.</param>
public sealed record WaitingView(string Task, string Name, Instant Since, string? Why);

/// <summary>How a state went, as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(CourseView))]
public sealed partial class CourseJson : JsonSerializerContext;
