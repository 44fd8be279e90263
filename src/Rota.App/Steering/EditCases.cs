using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Specs;
using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>Changes what entries of a job run, and how, of which no task was started.</summary>
public static class EditCases
{
    /// <summary>The job as it is, against which its job file is read once more.</summary>
    /// <exception cref="ProblemException">There is none, or it has ended.</exception>
    public static JobSpec Open(Site site, string address)
    {
        using var queries = site.Open().Read();
        return Known(queries, address).Spec;
    }

    /// <summary>What would be changed. It is not.</summary>
    /// <exception cref="ProblemException">Something differs that cannot be changed.</exception>
    public static EditedJob Plan(Site site, EditRequest request)
    {
        using var queries = site.Open().Read();
        var (job, changes) = Wanted(site, queries, request);
        return View(job, changes);
    }

    /// <summary>Has it changed.</summary>
    /// <exception cref="ProblemException">As with a plan; or tasks of an entry were started meanwhile.</exception>
    public static EditedJob Edit(Site site, EditRequest request)
    {
        var home = site.Open();
        using var queries = home.Read();
        var (job, changes) = Wanted(site, queries, request);
        if (changes.Count > 0)
        {
            _ = Carried.Out(site, home, [(job, new Request.Edit([.. changes.Keys], Bare(request.Wanted)))]);
            var now = queries.Spec(job)!;
            Refuse(
                $"tasks of job {job} were started meanwhile, which keep what they had",
                changes
                    .Keys.Where(entry => Changes(now, entry, request.Wanted).Count > 0)
                    .Select(entry => now.Tasks[entry].Id)
            );
        }

        return View(job, changes);
    }

    /// <summary>The job, and the differences by entry.</summary>
    private static (JobId Job, SortedDictionary<int, IReadOnlyList<string>> Changes) Wanted(
        Site site,
        IHomeReader queries,
        EditRequest request
    )
    {
        var (job, spec) = Known(queries, request.Job);
        if (request.Since is null)
        {
            Refuse($"the file is not of job {job}, or changes what cannot be changed", Structure(spec, request.Wanted));
        }

        var changes = new SortedDictionary<int, IReadOnlyList<string>>();
        foreach (var entry in Enumerable.Range(0, spec.Tasks.Length))
        {
            if (request.Since is { } since && Changes(since, entry, spec).Count > 0)
            {
                throw new ProblemException(
                    ProblemCodes.PlanMoved,
                    $"task {spec.Tasks[entry].Id} of job {job} was changed by others meanwhile; nothing was changed",
                    $"look again: rota edit {job}"
                );
            }

            if (Changes(spec, entry, request.Wanted) is { Count: > 0 } told)
            {
                changes.Add(entry, told);
            }
        }

        var groups = queries.Groups(job);
        Refuse(
            $"tasks of job {job} that have started keep what they had",
            changes
                .Keys.Where(entry => groups[entry].Next > 0)
                .Select(entry => $"task {groups[entry].Name} has started")
        );
        var edited = changes.Keys.Aggregate(spec, (known, entry) => EntryEdit.Apply(known, entry, request.Wanted));
        var misfits = Planning.Plan.Of(site, edited, queries).Misfits;
        return misfits.Count == 0
            ? (job, changes)
            : throw new ProblemException(
                ProblemCodes.NeverFits,
                "the job could not run on this machine then; nothing was changed",
                [.. misfits]
            );
    }

    private static (JobId Id, JobSpec Spec) Known(IHomeReader queries, string address)
    {
        var job = JobAddress.Act(queries, address, one => one.Ended is null);
        return job.Ended is null
            ? (job.Id, queries.Spec(job.Id)!)
            : throw new ProblemException(ProblemCodes.JobEnded, $"job {job.Id} has ended ({job.State.WireName()})");
    }

    /// <summary>What differs besides commands and policies of entries.</summary>
    private static IEnumerable<string> Structure(JobSpec spec, JobSpec wanted)
    {
        if (!spec.Tasks.Select(task => task.Id).SequenceEqual(wanted.Tasks.Select(task => task.Id)))
        {
            return [$"tasks: {Ids(spec)} -> {Ids(wanted)}"];
        }

        var variables = wanted
            .Stated.Where(pair => spec.Stated.GetValueOrDefault(pair.Key) != pair.Value)
            .Select(pair => $"variable {pair.Key} of the job: state it in the env of an entry");
        return Enumerable
            .Range(0, spec.Tasks.Length)
            .SelectMany(entry =>
                SpecChanges.Between(
                    EntryEdit.Alone(spec, entry),
                    EntryEdit.Alone(EntryEdit.Apply(wanted, entry, spec), entry)
                )
            )
            .Concat(variables);
    }

    private static IReadOnlyList<string> Changes(JobSpec spec, int entry, JobSpec wanted) =>
        SpecChanges.Between(EntryEdit.Alone(spec, entry), EntryEdit.Alone(EntryEdit.Apply(spec, entry, wanted), entry));

    private static string Ids(JobSpec spec) => string.Join(", ", spec.Tasks.Take(5).Select(task => task.Id));

    /// <summary>Entries alone: what is captured of who edits is not the job's.</summary>
    private static JobSpec Bare(JobSpec wanted) =>
        new()
        {
            Name = "",
            Directory = "",
            Policies = wanted.Policies,
            Tasks = wanted.Tasks,
        };

    private static void Refuse(string why, IEnumerable<string> which)
    {
        if (which.Take(10).ToArray() is { Length: > 0 } named)
        {
            throw new ProblemException(ProblemCodes.CannotEdit, why, named);
        }
    }

    private static EditedJob View(JobId job, SortedDictionary<int, IReadOnlyList<string>> changes) =>
        new(job.Value, [.. changes.Values.SelectMany(told => told)]);
}
