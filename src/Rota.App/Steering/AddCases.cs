using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>Adds tasks to an open job.</summary>
public static class AddCases
{
    /// <summary>What would be added. It is not.</summary>
    /// <exception cref="ProblemException">The job is sealed, or takes no such tasks.</exception>
    public static AddedTasks Plan(Site site, AddRequest request)
    {
        using var queries = site.Open().Read();
        var (job, spec) = Known(queries, request);
        var entry = EntryOf(job, spec, request);
        return ByKey(spec, entry, request) is null
            ? View(job, spec, new Addition(0, request.Key, entry, 0, request.More.Count), isNew: true)
            : View(job, spec, new Addition(0, request.Key, entry, 0, 0), isNew: false);
    }

    /// <summary>Adds them; what was added with this key before is not added again.</summary>
    /// <exception cref="ProblemException">As with a plan.</exception>
    public static AddedTasks Add(Site site, AddRequest request)
    {
        var home = site.Open();
        using var queries = home.Read();
        var (job, spec) = Known(queries, request);
        var entry = EntryOf(job, spec, request);
        if (ByKey(spec, entry, request) is { } known)
        {
            return View(job, spec, known, isNew: false);
        }

        var asked = Carried.Out(site, home, [(job, new Request.Add(entry, request.More, request.Key))]).Single();
        var grown = queries.Spec(job) ?? spec;
        return grown.Additions.FirstOrDefault(addition => addition.Request == asked) is { } added
                ? View(job, grown, added, isNew: true)
            : ByKey(grown, entry, request) is { } other ? View(job, grown, other, isNew: false)
            : throw Sealed(job);
    }

    private static (JobId, JobSpec) Known(IHomeReader queries, AddRequest request)
    {
        var job = JobAddress.Act(queries, request.Job, one => one.IsOpen);
        if (job.Ended is not null)
        {
            throw new ProblemException(
                ProblemCodes.JobEnded,
                $"job {job.Id} has ended ({job.State.WireName()})",
                Elsewhere
            );
        }

        return job.IsOpen ? (job.Id, queries.Spec(job.Id)!) : throw Sealed(job.Id);
    }

    /// <summary>The entry that grows: the one that is named, or the only one that can.</summary>
    private static int EntryOf(JobId job, JobSpec spec, AddRequest request)
    {
        var growing = Enumerable
            .Range(0, spec.Tasks.Length)
            .Where(entry => spec.Tasks[entry] is { IsFinally: false, Expansion.IsGrowing: true })
            .ToArray();
        var named = string.Join(", ", growing.Take(5).Select(entry => spec.Tasks[entry].Id));
        int[] meant = request.Task is { } task ? [.. growing.Where(entry => spec.Tasks[entry].Id == task)] : growing;
        if (meant is not [var only])
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                request.Task is null
                    ? $"job {job} has several entries that grow"
                    : $"job {job} has no entry {request.Task} that grows",
                $"name one with --task: {named}"
            );
        }

        var (id, expansion) = (spec.Tasks[only].Id, spec.Tasks[only].Expansion);
        if (expansion.Grown(request.More) is null)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"the tasks of {job}.{id} are made of other inputs than these",
                expansion is Expansion.Table table
                    ? $"give rows of the same columns: {string.Join(", ", table.Columns)}"
                    : "give values after :::, or lines: --each-line FILE"
            );
        }

        return (long)expansion.Count + request.More.Count <= JobFileLimits.Values
            ? only
            : throw new ProblemException(
                ProblemCodes.TooLarge,
                $"{job}.{id} would have more than {JobFileLimits.Values:N0} tasks",
                Elsewhere
            );
    }

    /// <summary>What was added with the key before; null where nothing was.</summary>
    private static Addition? ByKey(JobSpec spec, int entry, AddRequest request)
    {
        if (request.Key is null || spec.Additions.FirstOrDefault(known => known.Key == request.Key) is not { } known)
        {
            return null;
        }

        var (there, more) = (spec.Tasks[known.Entry].Expansion, request.More);
        return
            known.Entry == entry
            && known.Count == more.Count
            && Enumerable.Range(0, more.Count).All(at => there.Values(known.First + at).SequenceEqual(more.Values(at)))
            ? known
            : throw new ProblemException(
                ProblemCodes.KeyTaken,
                $"the key {Plain.Line(request.Key)} stands for other tasks of the job; nothing was added",
                "take another key"
            );
    }

    private static AddedTasks View(JobId job, JobSpec spec, Addition added, bool isNew) =>
        new(job.Value, spec.Tasks[added.Entry].Id, added.Count, spec.Tasks[added.Entry].Expansion.Count, isNew);

    private const string Elsewhere = "submit them as a job of their own";

    private static ProblemException Sealed(JobId job) =>
        new(
            ProblemCodes.JobSealed,
            $"job {job} is sealed: no tasks can be added to it",
            $"{Elsewhere}; one that is submitted with --open takes more until rota seal"
        );
}

/// <summary>Tasks that are to be added.</summary>
/// <param name="Job">The job.</param>
/// <param name="Task">The entry that grows; null for the only one that can.</param>
/// <param name="More">What they are made of.</param>
/// <param name="Key">Idempotency key, or null.</param>
public sealed record AddRequest(string Job, string? Task, Expansion More, string? Key);

/// <summary>Tasks that were added.</summary>
/// <param name="Job">The job.</param>
/// <param name="Task">Its entry.</param>
/// <param name="Added">How many.</param>
/// <param name="Total">How many the entry has now.</param>
/// <param name="New">Whether they were not there before: a key may know them.</param>
public sealed record AddedTasks(long Job, string Task, int Added, int Total, bool New) : View;
