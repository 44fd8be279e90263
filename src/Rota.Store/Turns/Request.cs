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
    public sealed record Parallel(int? Most) : Request;

    /// <summary>A job that it needs has ended. Left by the turn that ends that one.</summary>
    /// <param name="Needed">The job that has.</param>
    /// <param name="Outcome">How.</param>
    public sealed record Settle(JobId Needed, JobState Outcome) : Request;

    /// <summary>Run ended tasks again.</summary>
    /// <param name="Tasks">Which.</param>
    public sealed record Rerun(RerunSelection Tasks) : Request;
}

/// <summary>A request in the inbox, waiting for a runner.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Job">The job.</param>
public readonly record struct LeftRequest(long Id, JobId Job);
