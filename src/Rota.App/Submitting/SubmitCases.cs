using Rota.App.Planning;
using Rota.App.Problems;
using Rota.App.Schedules;
using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Core.Bytes;
using Rota.Core.Schedules;
using Rota.Instruments.Tracing;
using Rota.Linux.Clocks;
using Rota.Node.Agent;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Submitting;

/// <summary>What can be done with a job that is handed in: held against this machine, accepted, registered.</summary>
public static class SubmitCases
{
    /// <summary>What the submission would do. It is not done, and nothing is written.</summary>
    /// <exception cref="ProblemException">The plan has moved, or there is no schedule to register.</exception>
    public static PlanView Plan(Site site, SubmitRequest request) =>
        new(request.Job, PlanOf(site, request))
        {
            Now = PlacedNow.Of(site, request.Job),
            Schedule = request.Schedule is { } rules ? PlannedSchedule.Of(rules, request.Replaces) : null,
            Next = request.Schedule is { } schedule
                ? ScheduleTimes.After(schedule, site.Now, PlanView.RunsShown)
                : null,
            Changes = ChangeBy(site, request) is { } change ? [.. change.Changes.Select(ByteText.Visible)] : null,
        };

    /// <summary>Refuses what would be refused, before anything is written or anybody is asked.</summary>
    /// <exception cref="ProblemException">It would be.</exception>
    public static void Check(Site site, SubmitRequest request)
    {
        RefuseUnfit(site, request);
        if (ChangeBy(site, request) is { IsRefused: true } change)
        {
            throw RegistrationChange.Refusal(change.Name, change.Changes);
        }
    }

    /// <summary>Commits the job; one that its key knows is the one that is there.</summary>
    /// <exception cref="ProblemException">It can never run here, or its key stands for another job.</exception>
    public static Accepted Accept(Site site, SubmitRequest request)
    {
        var plan = RefuseUnfit(site, request);
        if (request.Key?.Length == 0)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "--key: an empty key would stand for every job that has one",
                "give it a text that belongs to this job, or leave --key out"
            );
        }

        var home = site.Create();
        if (request.IsWanted)
        {
            // Anchor and keeper come up while the job is committed.
            OwnKeeper.Warm(home.State, site.Node);
        }

        var trace = SubmissionTrace.Begin(request.Job, site.Now);
        var (job, isNew, isSame) = Commit(site, home, request with { Job = trace?.Job ?? request.Job });
        trace?.Accepted(job, isNew, site.Now);
        var isServed = !request.IsWanted && Served.IsServingAll(home);
        return isSame
            ? new Accepted(job.Value, isNew) { IsServed = isServed, Waits = plan.Waits }
            : throw new ProblemException(
                ProblemCodes.KeyTaken,
                $"the key {request.Key} stands for job {job}, and this is another job; nothing was submitted",
                $"take another key, or look at that one: rota status {job}"
            );
    }

    /// <summary>Commits the schedule under the job's name, and says when it runs first.</summary>
    /// <exception cref="ProblemException">There is none, or another one has the name and stays.</exception>
    public static Registration Register(Site site, SubmitRequest request)
    {
        RefuseUnfit(site, request);
        if (request.Key is not null)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "--key: a schedule is registered once under its name, and each run has a key of its own",
                "remove --key; --name gives it another name"
            );
        }

        var home = site.Create();
        Registered outcome;
        using (var submissions = home.Schedules(new SystemTimeZones()))
        {
            var job = TraceVariables.Without(request.Job);
            outcome = submissions.Register(job, ScheduleOf(request), request.Replaces, site.Now);
        }

        return outcome.Kind == RegistrationKind.Refused
            ? throw RegistrationChange.Refusal(request.Job.Name, outcome.Changes)
            : new Registration(
                outcome,
                KnownSchedule.Find(home, request.Job.Name),
                isServed: Served.IsServingAll(home)
            );
    }

    /// <summary>Submits the job of a schedule now, beside its set times.</summary>
    /// <exception cref="ProblemException">There is none of this name.</exception>
    public static Accepted RunSchedule(Site site, string name, IReadOnlyDictionary<string, string> parameters)
    {
        var home = site.Open();
        KnownSchedule.Find(home, name);
        var known = KnownSchedule.Params(home, name, parameters);
        using var submissions = home.Schedules(new SystemTimeZones());
        var job = submissions.RunNow(name, known, site.Now) ?? throw KnownSchedule.Gone(name);
        return new Accepted(job.Value, New: true) { IsServed = Served.IsServingAll(home) };
    }

    private static Submitted Commit(Site site, IHome home, SubmitRequest request)
    {
        using var submissions = home.Submissions();
        return submissions.Submit(request.Job, request.Key, request.IsWanted, site.Now);
    }

    private static Plan PlanOf(Site site, SubmitRequest request)
    {
        var plan = Planning.Plan.Of(site, request.Job, request.Slots);
        return request.IfPlan is { } wanted && wanted != plan.Id
            ? throw new ProblemException(
                ProblemCodes.PlanMoved,
                $"the plan is {plan.Id} now, not {wanted}: the job or the machine has changed",
                "look again: rota plan"
            )
            : plan;
    }

    private static Plan RefuseUnfit(Site site, SubmitRequest request)
    {
        OpenRule.Check(request);
        var plan = PlanOf(site, request);
        return plan.Misfits.Count == 0 || request.MayNeverFit
            ? plan
            : throw new ProblemException(
                ProblemCodes.NeverFits,
                "the job cannot run on this machine; nothing was submitted",
                [.. plan.Misfits]
            );
    }

    private static RegistrationChange? ChangeBy(Site site, SubmitRequest request) =>
        request.Registers ? RegistrationChange.Of(site, request.Job, ScheduleOf(request), request.Replaces) : null;

    private static ScheduleSpec ScheduleOf(SubmitRequest request) =>
        request.Schedule
        ?? throw new ProblemException(
            ProblemCodes.NoSchedule,
            $"the job {Plain.Line(request.Job.Name)} has no schedule",
            "add to its file: schedule: {cron: \"0 2 * * *\", timezone: Europe/Paris}"
        );
}
