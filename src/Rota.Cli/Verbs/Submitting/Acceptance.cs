using Rota.App.Planning;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Sources;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Node.Agent;
using Rota.Store.Local;
using Rota.Store.Sqlite.Submissions;

namespace Rota.Cli.Verbs.Submitting;

/// <summary>Holds a job against this machine and commits it: what running and submitting share.</summary>
internal static class Acceptance
{
    /// <summary>What the job would do here; refused where it can never run or the plan has moved.</summary>
    public static Plan PlanOf(Invocation cli, SubmitOptions options, JobSpec spec)
    {
        var plan = new Plan(spec, NodeCapacity.Detect(options.Slots.Of(cli)));
        if (cli.Get(options.IfPlan) is { } wanted && wanted != plan.Id)
        {
            throw new ProblemException(
                ProblemCodes.PlanMoved,
                $"the plan is {plan.Id} now, not {wanted}: the job or the machine has changed",
                "look again: rota plan"
            );
        }

        return plan.Misfits.Count == 0 || cli.Get(options.Plan)
            ? plan
            : throw new ProblemException(
                ProblemCodes.NeverFits,
                "the job cannot run on this machine; nothing was submitted",
                [.. plan.Misfits]
            );
    }

    /// <summary>Commits the job; one that its key knows is the one that is there.</summary>
    /// <exception cref="ProblemException">Its key stands for another job.</exception>
    public static (JobId Job, bool IsNew) Accept(
        Invocation cli,
        SubmitOptions options,
        StateDirectory state,
        JobSpec spec,
        bool isWanted
    )
    {
        using var desk = new JobDesk(state);
        var key = cli.Get(options.Key);
        var (job, isNew, isSame) = desk.Submit(spec, key, isWanted, WallClock.Now);
        return isSame
            ? (job, isNew)
            : throw new ProblemException(
                ProblemCodes.KeyTaken,
                $"the key {key} stands for job {job}, and this is another job; nothing was submitted",
                $"take another key, or look at that one: rota status {job}"
            );
    }
}
