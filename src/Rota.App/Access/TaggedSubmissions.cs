using Rota.App.Problems;
using Rota.Core.Jobs;
using Rota.Core.Model;
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

        // Keys of others are not there: what they stand for must not be told by a refusal.
        var own = key is null ? null : $"{string.Join(',', tags.Select(tag => $"{tag.Key}={tag.Value}"))}/{key}";
        return submissions.Submit(spec with { Tags = spec.Tags.SetItems(tags) }, own, isWanted, now);
    }

    public long Ask(JobId job, Request request, Instant now) => submissions.Ask(job, request, now);

    public void WantOnly(IReadOnlyList<JobId> jobs) => throw TaggedHomes.Refusal();

    public int? SetSlots(int slots) => throw TaggedHomes.Refusal();

    public void WantAll(bool all) => throw TaggedHomes.Refusal();

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
