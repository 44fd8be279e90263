using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Claims;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.Store.Home;

/// <summary>Where people hand in jobs and requests. What it accepts is durable when the call returns.</summary>
public interface IJobSubmissions : IDisposable
{
    /// <summary>Accepts a job; one with the same key is accepted once.</summary>
    /// <param name="spec">The job.</param>
    /// <param name="key">Idempotency key, or null.</param>
    /// <param name="isWanted">Whether it is to run now, or waits to be resumed.</param>
    /// <param name="now">When.</param>
    Submitted Submit(JobSpec spec, string? key, bool isWanted, Instant now);

    /// <summary>Leaves a request for the runner.</summary>
    /// <returns>Its number: it is carried out when it is gone from the inbox.</returns>
    long Ask(JobId job, Request request, Instant now);

    /// <summary>Leaves a claim for the runner; one with the same key is made once.</summary>
    /// <param name="job">The job.</param>
    /// <param name="claim">Which task of it, and where.</param>
    /// <param name="key">Idempotency key, or null.</param>
    /// <param name="now">When.</param>
    Claimed Claim(JobId job, Request.Claim claim, string? key, Instant now);

    /// <summary>
    /// Has a new runner begin with these jobs only: what an earlier one was running waits, until somebody asks for it.
    /// </summary>
    void WantOnly(IReadOnlyList<JobId> jobs);

    /// <summary>Sets how many slots the node has; its runners take that over at once.</summary>
    /// <returns>How many it had; null where no runner ever said what it has.</returns>
    int? SetSlots(int slots);

    /// <summary>Has a daemon run all jobs, also those that come later, or stop doing so.</summary>
    void WantAll(bool all);
}
