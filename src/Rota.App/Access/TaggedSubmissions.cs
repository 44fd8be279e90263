using Rota.App.Problems;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Claims;
using Rota.Store.Home;
using Rota.Store.Records;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.App.Access;

/// <summary>Hands in jobs that get the labels of who hands them in, and requests of such jobs.</summary>
internal sealed class TaggedSubmissions(
    IJobSubmissions submissions,
    IReadOnlyDictionary<string, string> tags,
    Func<IHomeReader> read
) : IJobSubmissions
{
    public Submitted Submit(JobSpec spec, string? key, bool isWanted, Instant now)
    {
        RefuseForeignNeeds(spec);
        foreach (var (name, value) in tags)
        {
            if (spec.Tags.TryGetValue(name, out var stated) && stated != value)
            {
                throw new ProblemException(
                    AccessProblems.NotAllowed,
                    $"who asks may hand in jobs with {name}={value}, and this one says {name}={stated}",
                    "leave the label out: it is added"
                );
            }
        }

        return submissions.Submit(spec with { Tags = spec.Tags.SetItems(tags) }, Own(key), isWanted, now);
    }

    public long Ask(JobId job, Request request, Instant now) => submissions.Ask(job, request, now);

    public Claimed Claim(JobId job, Request.Claim claim, string? key, Instant now) =>
        submissions.Claim(job, claim, Own(key), now);

    public void WantOnly(IReadOnlyList<JobId> jobs) => throw TaggedHomes.Refusal();

    public int? SetSlots(int slots) => throw TaggedHomes.Refusal();

    public void WantAll(bool all) => throw TaggedHomes.Refusal();

    /// <summary>Keys of others are not there: what they stand for must not be told by a refusal.</summary>
    private string? Own(string? key) =>
        key is null ? null : $"{string.Join(',', tags.Select(tag => $"{tag.Key}={tag.Value}"))}/{key}";

    /// <summary>A job that waits for another would tell when that ends: those of others are not there.</summary>
    private void RefuseForeignNeeds(JobSpec spec)
    {
        if (spec.After.IsEmpty)
        {
            return;
        }

        using var queries = read();
        foreach (var need in spec.After.Where(need => queries.Job(need.Job) is null))
        {
            throw AfterRule.Missing(need.Job);
        }
    }

    public void Dispose() => submissions.Dispose();
}
