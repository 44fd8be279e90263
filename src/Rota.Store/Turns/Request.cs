using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;

namespace Rota.Store.Turns;

/// <summary>What a person asks of whoever runs a job.</summary>
public abstract record Request
{
    private Request() { }

    /// <summary>Run it: a new job, or one that waits since its runner went away.</summary>
    public sealed record Run : Request;

    /// <summary>Cancel it; a second time ends also what runs however it ends.</summary>
    /// <param name="IsAll">Whether that is ended at once too.</param>
    public sealed record Cancel(bool IsAll = false) : Request;

    /// <summary>Pause it.</summary>
    public sealed record Pause : Request;

    /// <summary>Let it go on.</summary>
    public sealed record Resume : Request;

    /// <summary>Set its priority.</summary>
    /// <param name="To">Higher first.</param>
    public sealed record Priority(int To) : Request;

    /// <summary>Set how many of its tasks run at a time.</summary>
    /// <param name="Most">How many; null for as many as there is room for.</param>
    /// <param name="Entry">The entry that is meant; null for all of the job together.</param>
    public sealed record Parallel(int? Most, string? Entry = null) : Request;

    /// <summary>Have another queue count what of it has not started.</summary>
    /// <param name="To">The queue.</param>
    public sealed record Queue(string To) : Request;

    /// <summary>A job that it needs has ended. Left by the turn that ends that one.</summary>
    /// <param name="Needed">The job that has.</param>
    /// <param name="Outcome">How.</param>
    public sealed record Settle(JobId Needed, JobState Outcome) : Request;

    /// <summary>Set how long an attempt may run, also those that run already.</summary>
    /// <param name="Longest">The longest run; null for as long as it takes.</param>
    /// <param name="Entry">The entry that is meant; null for all.</param>
    public sealed record Timeout(TimeSpan? Longest, string? Entry) : Request;

    /// <summary>Hold tasks that wait.</summary>
    /// <param name="Group">Their entry.</param>
    /// <param name="Tasks">The tasks.</param>
    public sealed record Hold(int Group, OrdinalRanges Tasks) : Request;

    /// <summary>Let held tasks start again.</summary>
    /// <param name="Group">Their entry.</param>
    /// <param name="Tasks">The tasks.</param>
    public sealed record Release(int Group, OrdinalRanges Tasks) : Request;

    /// <summary>Add tasks to an entry of an open job.</summary>
    /// <param name="Group">The entry.</param>
    /// <param name="More">What they are made of.</param>
    /// <param name="Key">Idempotency key, or null.</param>
    public sealed record Add(int Group, Expansion More, string? Key) : Request;

    /// <summary>Change what entries run of which no task was started.</summary>
    /// <param name="Entries">The entries.</param>
    /// <param name="Edited">A specification of the same entries, with what they get.</param>
    public sealed record Edit(ImmutableArray<int> Entries, JobSpec Edited) : Request;

    /// <summary>Start one task on a node.</summary>
    /// <param name="Group">Its entry.</param>
    /// <param name="Index">Its ordinal.</param>
    /// <param name="Node">The name of the node.</param>
    public sealed record Claim(int Group, int Index, string Node) : Request;

    /// <summary>Add no more.</summary>
    public sealed record Seal : Request;

    /// <summary>Run ended tasks again.</summary>
    /// <param name="Tasks">Which.</param>
    public sealed record Rerun(RerunSelection Tasks) : Request;
}

/// <summary>A request in the inbox, waiting for a runner.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Job">The job.</param>
public readonly record struct LeftRequest(long Id, JobId Job);
