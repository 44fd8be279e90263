using Rota.Core.Model;
using Rota.Core.Schedules;
using Rota.Linux.Clocks;
using Rota.Sim.Systems.Homes;
using Rota.Sim.Systems.Invariants;
using Rota.Sim.Systems.Loads;
using Rota.Sim.Systems.Machine;
using Rota.Store.Home;

namespace Rota.Sim.Systems.Users;

/// <summary>People at the home of a world: they submit, some of it twice, and change their minds.</summary>
internal sealed class SimUsers(SimHome home, InvariantBook book)
{
    private const long Retry = 5_000;
    private readonly World world = home.World;
    private readonly List<long> jobs = [];
    private IJobSubmissions? submissions;
    private int submitted;
    private bool isContent;

    /// <summary>A daemon is to serve all jobs; there is a queue with a limit, and at times a schedule.</summary>
    public void Begin()
    {
        Desk(submissions => submissions.WantAll(true));
        using var queues = home.Store.Queues();
        queues.SetConcurrency(SimJobs.Queue, SimJobs.QueueLimit);
        queues.SetHours(LaterJobs.Queue, OpenHours.Parse(LaterJobs.Hours, ScheduleSpec.DefaultZone));
        if (world.Chance.OneIn("schedule", 3))
        {
            using var schedules = home.Store.Schedules(new SystemTimeZones());
            var spec = new ScheduleSpec
            {
                Cron = CronExpression.Parse("* * * * *").Cron!,
                Overlap = world.Chance.Of("schedule", Enum.GetValues<Overlap>()),
                CatchUp = TimeSpan.FromMinutes(3),
            };
            schedules.Register(SimJobs.Scheduled, spec, replace: true, home.Node.Clock.Wall);
        }
    }

    /// <summary>Hands in so many jobs over so long a time.</summary>
    public void Submit(int count, long span)
    {
        for (var number = 0; number < count; number++)
        {
            world.After(1 + world.Chance.Below("submit", span), null, "submit", Submit);
        }
    }

    /// <summary>Asks for something about a job that is there.</summary>
    public void Ask()
    {
        if (jobs.Count > 0)
        {
            var job = new JobId(world.Chance.Of("job", jobs));
            var request = SimRequests.Draw(world.Chance, book.Jobs.GetValueOrDefault(job.Value));
            Do(
                "ask",
                submissions =>
                {
                    if (!isContent)
                    {
                        book.Asked.Add((job.Value, request.GetType()));
                        submissions.Ask(job, request, home.Node.Clock.Wall);
                    }
                }
            );
        }
    }

    /// <summary>
    /// Lets everything go on that was paused; what was asked before and could not be taken is forgotten.
    /// </summary>
    public void ResumeAll()
    {
        isContent = true;
        foreach (var job in jobs)
        {
            Do("let go", submissions => LetGo(submissions, new JobId(job)));
        }
    }

    private void LetGo(IJobSubmissions submissions, JobId job)
    {
        foreach (var request in SimRequests.LetGo(book.Jobs[job.Value]))
        {
            book.Asked.Add((job.Value, request.GetType()));
            submissions.Ask(job, request, home.Node.Clock.Wall);
        }
    }

    /// <summary>Closes the desk, with the handles that it holds.</summary>
    public void Close()
    {
        submissions?.Dispose();
        submissions = null;
    }

    private void Submit()
    {
        var number = ++submitted;
        var key = world.Chance.OneIn("key", 2) ? $"key-{world.Chance.Below("key", 3)}" : null;
        var drawn = LaterJobs.Add(world.Chance, SimJobs.Draw(world.Chance, number), jobs);
        var spec = book.Cell.IsShared ? LeasedJobs.Add(world, drawn) : drawn;
        Do(
            "submit",
            submissions =>
            {
                var (job, isNew, _) = submissions.Submit(spec, key, isWanted: true, home.Node.Clock.Wall);
                book.Accepted.Add(job.Value);
                if (key is not null && !book.Keys.TryAdd(key, job.Value) && book.Keys[key] != job.Value)
                {
                    book.Broken("anytime_one_job_per_key", $"{key} is job {book.Keys[key]} and {job}");
                }

                if (isNew)
                {
                    jobs.Add(job.Value);
                    book.Jobs[job.Value] = spec;
                    if (isContent)
                    {
                        LetGo(submissions, job);
                    }
                }
            }
        );
    }

    private void Do(string what, Action<IJobSubmissions> act)
    {
        if (home.IsBusy)
        {
            // Whoever asks waits, or is told that the disk is full and comes again.
            world.After(Retry, null, what, () => Do(what, act));
            return;
        }

        Desk(act);
        home.Wrote(null, "people " + what, ("jobs", jobs.Count));
    }

    private void Desk(Action<IJobSubmissions> act) => act(submissions ??= home.Store.Submissions());
}
