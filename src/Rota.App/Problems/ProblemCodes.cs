namespace Rota.App.Problems;

/// <summary>All that Rota refuses or fails at, in the order of docs/errors.md. Programs rely on the names.</summary>
public static class ProblemCodes
{
    /// <summary>The command line, or the request, is not one that Rota knows.</summary>
    public static readonly ProblemCode Usage = new("usage", ExitCode.BadInput, 400);

    /// <summary>The value of an option is refused by the rule that a job file has for the same key.</summary>
    public static readonly ProblemCode BadOption = new("bad-option", ExitCode.BadInput, 400);

    /// <summary>The filter has a mistake; it is told with its column.</summary>
    public static readonly ProblemCode BadFilter = new("bad-filter", ExitCode.BadInput, 400);

    /// <summary>A named file is missing, closed to this user, or no file.</summary>
    public static readonly ProblemCode File = new("file", ExitCode.BadInput, 400);

    /// <summary>The file that would be written is there already.</summary>
    public static readonly ProblemCode FileExists = new("file-exists", ExitCode.BadInput, 409);

    /// <summary>A named directory is not there.</summary>
    public static readonly ProblemCode NoSuchDirectory = new("no-such-directory", ExitCode.BadInput, 400);

    /// <summary>A name holds bytes that are no UTF-8, where only UTF-8 can be kept.</summary>
    public static readonly ProblemCode NotUtf8 = new("not-utf-8", ExitCode.BadInput, 400);

    /// <summary>The input is larger than Rota reads.</summary>
    public static readonly ProblemCode TooLarge = new("too-large", ExitCode.BadInput, 413);

    /// <summary>The job file has problems; each is told with its line and column.</summary>
    public static readonly ProblemCode JobFile = new("job-file", ExitCode.BadInput, 422);

    /// <summary>A task asks for more than this machine has: it would wait for ever.</summary>
    public static readonly ProblemCode NeverFits = new("never-fits", ExitCode.Refused, 422);

    /// <summary>The idempotency key stands for another job.</summary>
    public static readonly ProblemCode KeyTaken = new("key-taken", ExitCode.Refused, 409);

    /// <summary>What the plan was made for has changed since.</summary>
    public static readonly ProblemCode PlanMoved = new("plan-moved", ExitCode.Refused, 412);

    /// <summary>The file holds no command.</summary>
    public static readonly ProblemCode NothingToImport = new("nothing-to-import", ExitCode.BadInput, 422);

    /// <summary>There is no job of this number or name.</summary>
    public static readonly ProblemCode NoSuchJob = new("no-such-job", ExitCode.BadInput, 404);

    /// <summary>A name, or the beginning of one, stands for several jobs.</summary>
    public static readonly ProblemCode SeveralJobs = new("several-jobs", ExitCode.BadInput, 409);

    /// <summary>The job has no such task.</summary>
    public static readonly ProblemCode NoSuchTask = new("no-such-task", ExitCode.BadInput, 404);

    /// <summary>The task has no such attempt.</summary>
    public static readonly ProblemCode NoSuchAttempt = new("no-such-attempt", ExitCode.BadInput, 404);

    /// <summary>The job has ended: nothing can be asked of it but a rerun.</summary>
    public static readonly ProblemCode JobEnded = new("job-ended", ExitCode.BadInput, 409);

    /// <summary>The job has not ended: it is resumed, not run again.</summary>
    public static readonly ProblemCode JobOpen = new("job-open", ExitCode.BadInput, 409);

    /// <summary>The job takes no more tasks.</summary>
    public static readonly ProblemCode JobSealed = new("job-sealed", ExitCode.BadInput, 409);

    /// <summary>What would be changed of the job cannot be changed, or not any more.</summary>
    public static readonly ProblemCode CannotEdit = new("cannot-edit", ExitCode.Refused, 409);

    /// <summary>No task of the job is one that was asked for.</summary>
    public static readonly ProblemCode NothingToRerun = new("nothing-to-rerun", ExitCode.BadInput, 409);

    /// <summary>There is no schedule of this name.</summary>
    public static readonly ProblemCode NoSuchSchedule = new("no-such-schedule", ExitCode.BadInput, 404);

    /// <summary>The job file has no schedule.</summary>
    public static readonly ProblemCode NoSchedule = new("no-schedule", ExitCode.BadInput, 422);

    /// <summary>A schedule of this name is there, and says something else.</summary>
    public static readonly ProblemCode ScheduleDiffers = new("schedule-differs", ExitCode.Refused, 409);

    /// <summary>A change could not be written down in time.</summary>
    public static readonly ProblemCode NotNoted = new("not-noted", ExitCode.Unreachable, 503);

    /// <summary>Another process serves the state already.</summary>
    public static readonly ProblemCode Served = new("served", ExitCode.Unreachable, 409);

    /// <summary>No daemon serves the state, or it did not come up.</summary>
    public static readonly ProblemCode NotUp = new("not-up", ExitCode.Unreachable, 503);

    /// <summary>The daemon has not ended in the time it was given.</summary>
    public static readonly ProblemCode StillUp = new("still-up", ExitCode.TimedOut, 504);

    /// <summary>Tasks run, and what was asked for needs that none does.</summary>
    public static readonly ProblemCode TasksLive = new("tasks-live", ExitCode.BadInput, 409);

    /// <summary>Where a state would be restored to, there is something already.</summary>
    public static readonly ProblemCode TargetExists = new("target-exists", ExitCode.BadInput, 409);

    /// <summary>There is no planted bug of this name.</summary>
    public static readonly ProblemCode UnknownBug = new("unknown-bug", ExitCode.BadInput, 400);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemCode> All { get; } =
    [
        Usage,
        BadOption,
        BadFilter,
        File,
        FileExists,
        NoSuchDirectory,
        NotUtf8,
        TooLarge,
        JobFile,
        NeverFits,
        KeyTaken,
        PlanMoved,
        NothingToImport,
        NoSuchJob,
        SeveralJobs,
        NoSuchTask,
        NoSuchAttempt,
        JobEnded,
        JobOpen,
        JobSealed,
        CannotEdit,
        NothingToRerun,
        .. OutputProblems.All,
        .. LimitProblems.All,
        NoSuchSchedule,
        NoSchedule,
        ScheduleDiffers,
        NotNoted,
        Served,
        NotUp,
        StillUp,
        TasksLive,
        TargetExists,
        UnknownBug,
        .. RequestProblems.All,
        .. AccessProblems.All,
        .. ClientProblems.All,
        .. NotifyProblems.All,
        .. CellProblems.All,
        .. SystemProblems.All,
        .. StoreProblems.All,
    ];
}
