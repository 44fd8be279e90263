using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;

namespace Rota.Core.Scheduling.State;

/// <summary>
/// The tasks of one entry of a job. Tasks from <see cref="Next"/> on were never touched and share the state
/// <see cref="Rest"/>; each task before it has a record of its own. That is how a million tasks stay a range.
/// </summary>
public sealed class TaskGroup
{
    /// <summary>Position in the job file.</summary>
    public required int Ordinal { get; init; }

    /// <summary>How many tasks, so far where it is open.</summary>
    public required int Total { get; set; }

    /// <summary>Whether tasks may be added: it has not ended then, whatever became of those that are there.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Those that people hold; each of them waits.</summary>
    public OrdinalRanges Held { get; set; } = OrdinalRanges.None;

    /// <summary>Whether it runs once all others have ended, however the job ends.</summary>
    public bool IsFinally { get; init; }

    /// <summary>The first untouched task.</summary>
    public int Next { get; set; }

    /// <summary>The state of all untouched tasks.</summary>
    public TaskState Rest { get; set; } = TaskState.Blocked;

    /// <summary>Needs whose entries have not ended.</summary>
    public int UnmetNeeds { get; set; }

    /// <summary>Tasks by state, untouched ones included.</summary>
    public long[] Counts { get; } = new long[States.Count];

    /// <summary>Tasks parked at a full concurrency key.</summary>
    public int Parked { get; set; }

    /// <summary>Counts its tasks that run; null until somebody asks, which is never where it has no limit.</summary>
    internal Account? Parallel { get; set; }

    /// <summary>Whether its untouched tasks stand in a ready queue.</summary>
    internal bool IsInReadyQueue { get; set; }

    /// <summary>Since when this runner has known that its untouched tasks are ready; null before.</summary>
    public Instant? ReadySince { get; internal set; }

    /// <summary>Whether none of its tasks was touched, and all may start yet.</summary>
    public bool IsUntouched => Next == 0 && !Rest.IsTerminal();

    /// <summary>Tasks nobody touched.</summary>
    public int Untouched => Total - Next;

    /// <summary>Tasks that have their outcome.</summary>
    public long Ended => StateCounts.Ended(Counts);

    /// <summary>Whether all tasks have their outcome, and none can be added.</summary>
    public bool IsEnded => Ended == Total && !IsOpen;

    /// <summary>Whether nothing of it starts any more.</summary>
    public bool IsStoppedIn(ActiveJob job) => IsFinally ? job.IsAbandoned : job.IsStopped;

    /// <summary>Whether what runs of it is to be stopped.</summary>
    public bool IsCancelledIn(ActiveJob job) => IsFinally ? job.IsAbandoned : job.IsCancelled;

    /// <summary>Whether what <paramref name="need"/> asks of this group, which has ended, holds.</summary>
    public bool Meets(Need need) =>
        need.Condition switch
        {
            NeedCondition.Finished => true,
            NeedCondition.Failed => StateCounts.Failures(Counts) > 0,
            _ => Counts[(int)TaskState.Succeeded] * 100.0 >= need.MinSuccessPercent * Total,
        };
}
