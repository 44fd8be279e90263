using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Sim.Systems.Loads;
using Rota.Sim.Systems.Machine;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Users;

/// <summary>What people ask of jobs, and how they let go of all that they held.</summary>
internal static class SimRequests
{
    private const int AllTasks = 10_000;

    /// <summary>Something about a job, as it was handed in.</summary>
    public static Request Draw(Chance chance, JobSpec? job)
    {
        var limit = job?.Tasks[0] is { MaxParallel: null, Id: var entry }
            ? new Request.Parallel(1, entry)
            : new Request.Parallel(3);
        return chance.Of(
            "request",
            (Request[])
                [
                    new Request.Cancel(),
                    new Request.Cancel(IsAll: true),
                    new Request.Pause(),
                    new Request.Resume(),
                    new Request.Resume(),
                    new Request.Priority(3),
                    new Request.Queue(SimJobs.Queue),
                    new Request.Queue("wide"),
                    limit,
                    new Request.Hold(0, OrdinalRanges.From(0, 2)),
                    new Request.Hold(0, OrdinalRanges.From(1, 9)),
                    new Request.Release(0, OrdinalRanges.From(0, AllTasks)),
                    new Request.Add(0, LaterJobs.More, null),
                    new Request.Seal(),
                ]
        );
    }

    /// <summary>All that lets a job go on to its end.</summary>
    public static IEnumerable<Request> LetGo(JobSpec job) =>
        [
            new Request.Resume(),
            .. Enumerable
                .Range(0, job.Tasks.Length)
                .Select(entry => new Request.Release(entry, OrdinalRanges.From(0, AllTasks))),
            new Request.Seal(),
        ];
}
