using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Claims;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.App.Access;

/// <summary>Hands in jobs as those of a user.</summary>
internal sealed class OwnedSubmissions(IJobSubmissions submissions, long owner, bool isAdmin) : IJobSubmissions
{
    public Submitted Submit(JobSpec spec, string? key, bool isWanted, Instant now) =>
        submissions.Submit(OwnedJob.Of(spec, owner, isAdmin), key, isWanted, now);

    public long Ask(JobId job, Request request, Instant now)
    {
        OwnedJob.Refuse(request, isAdmin);
        return submissions.Ask(job, request, now);
    }

    public Claimed Claim(JobId job, Request.Claim claim, string? key, Instant now) =>
        submissions.Claim(job, claim, key, now);

    public void WantOnly(IReadOnlyList<JobId> jobs) => submissions.WantOnly(jobs);

    public int? SetSlots(int slots) => submissions.SetSlots(slots);

    public void WantAll(bool all) => submissions.WantAll(all);

    public void Dispose() => submissions.Dispose();
}
