using Rota.Core.Model;

namespace Rota.Store.Home;

/// <summary>Removes ended jobs with all that is kept of them. What a kill leaves, the next one finishes.</summary>
public interface IPruning : IDisposable
{
    /// <summary>Finishes what an earlier one was killed in.</summary>
    /// <returns>The jobs that it was about.</returns>
    IReadOnlyList<JobId> FinishEarlier();

    /// <summary>Removes a job; one that has not ended stays as it is.</summary>
    void Remove(JobId job);

    /// <summary>
    /// Removes the oldest entries of the audit, those from before a moment. An entry tells how far, so that the rest
    /// can still be proven.
    /// </summary>
    /// <returns>How many.</returns>
    long ForgetAudit(Instant before);

    /// <summary>Gives room back that nothing uses any more.</summary>
    /// <returns>Bytes given back by all of it.</returns>
    long GiveBack();
}
