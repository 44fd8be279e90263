using Rota.App.Finding;
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
                Take(step, job, filter.Has(new JobFacts(job, at), at));
            }
        }

        if (jobs.Length < LooksMax)
        {
            step.End(now);
        }

        return step;
    }

    private static void Take(OperationStep step, JobRow job, bool isStillMeant)
    {
        Request? request = (step.Row.Action, job.Ended) switch
        {
            ("jobs.cancel", null) => new Request.Cancel(),
            ("jobs.pause", null) => new Request.Pause(),
            ("jobs.resume", null) => new Request.Resume(),
            ("jobs.rerun", not null) when job.State != JobState.Succeeded => new Request.Rerun(
                new RerunSelection.Failed()
            ),
            _ => null,
        };
        if (request is null || !isStillMeant)
        {
            step.Skip(1);
        }
        else
        {
            step.Ask(job.Id, request, 1);
        }
    }

    /// <summary>How a job stood at a moment, as far as its times tell.</summary>
    private static JobRow AsOf(JobRow job, Instant at) =>
        job.Started > at ? job with { State = JobState.Queued, Started = null, Ended = null }
        : job.Ended > at ? job with { State = job.Started is null ? JobState.Queued : JobState.Running, Ended = null }
        : job;
}
