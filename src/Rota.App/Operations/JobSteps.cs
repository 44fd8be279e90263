using Rota.App.Finding;
using Rota.App.Steering;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Operations;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.App.Operations;

/// <summary>The steps of an operation on jobs: newest first, down from the newest that there was.</summary>
internal static class JobSteps
{
    private const int AsksMax = 200;
    private const int LooksMax = 5_000;

    /// <summary>The next one.</summary>
    public static OperationStep Next(IHomeReader queries, OperationRow row, Instant now)
    {
        var step = new OperationStep(row);
        var (at, filter) = (row.Author.At, FilterCases.Read(row.Filter, JobFields.Table));
        var before = row.Place == 0 ? row.Newest.Value + 1 : row.Place;
        JobRow[] jobs = [.. queries.Jobs(LooksMax, before: new JobId(before))];
        foreach (var job in jobs)
        {
            if (step.Asks.Count == AsksMax)
            {
                return step;
            }

            step.Reach(job.Id.Value, key: null);
            if (filter.Has(new JobFacts(AsOf(job, at), at), at))
            {
                Take(step, queries, job, filter.Has(new JobFacts(job, at), at));
            }
        }

        if (jobs.Length < LooksMax)
        {
            step.End(now);
        }

        return step;
    }

    private static void Take(OperationStep step, IHomeReader queries, JobRow job, bool isStillMeant)
    {
        IEnumerable<Request> requests = (step.Row.Action, job.Ended) switch
        {
            _ when !isStillMeant => [],
            ("jobs.cancel", null) => [new Request.Cancel()],
            ("jobs.pause", null) => [new Request.Pause()],
            ("jobs.resume", null) => [new Request.Resume()],
            ("jobs.hold" or "jobs.release", null) => HoldCases.OfJob(
                queries,
                job.Id,
                step.Row.Action == "jobs.release"
            ),
            ("jobs.rerun", not null) when job.State != JobState.Succeeded =>
            [
                new Request.Rerun(new RerunSelection.Failed()),
            ],
            _ => [],
        };
        if (!step.Ask(job.Id, [.. requests]))
        {
            step.Skip(1);
        }
    }

    /// <summary>How a job stood at a moment, as far as its times tell.</summary>
    private static JobRow AsOf(JobRow job, Instant at) =>
        job.Started > at ? job with { State = JobState.Queued, Started = null, Ended = null }
        : job.Ended > at ? job with { State = job.Started is null ? JobState.Queued : JobState.Running, Ended = null }
        : job;
}
