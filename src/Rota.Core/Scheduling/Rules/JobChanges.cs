using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Rules;

/// <summary>Carries out what people change about the tasks of an open job.</summary>
internal sealed class JobChanges(SchedulerState scheduler, Progress progress, Holding holding)
{
    private readonly SpecEdits edits = new(scheduler);

    public void Apply(JobCommand command, ActiveJob job)
    {
        switch (command)
        {
            case JobCommand.Hold { Group: var group, Tasks: var tasks }:
                holding.Hold(job, job.Groups[group], tasks);
                break;
            case JobCommand.Release { Group: var group, Tasks: var tasks }:
                holding.Release(job, job.Groups[group], tasks);
                break;
            case JobCommand.Add add:
                Add(job, add);
                break;
            case JobCommand.Edit { Entries: var entries, Edited: var edited } when job.Ended is null:
                Edit(job, entries.Where(entry => job.Groups[entry].IsUntouched).Aggregate(job.Spec, Take(edited)));
                break;
            case JobCommand.Edit:
                break;
            case JobCommand.Seal:
                progress.Seal(job);
                break;
            default:
                throw new InvariantException($"unknown change {command.GetType().Name}");
        }
    }

    /// <summary>Puts another specification of the same entries in the place of the job's.</summary>
    public void Edit(ActiveJob job, JobSpec edited) => edits.Apply(job, edited);

    private static Func<JobSpec, int, JobSpec> Take(JobSpec edited) =>
        (spec, entry) => EntryEdit.Apply(spec, entry, edited);

    /// <summary>One that is sealed, or has them already, gets none: whoever asked looks for what was added.</summary>
    private void Add(ActiveJob job, JobCommand.Add add)
    {
        var group = job.Groups[add.Group];
        if (
            !group.IsOpen
            || job.Ended is not null
            || job.Spec.With(add.Group, add.More, add.Request, add.Key) is not { } grown
        )
        {
            return;
        }

        job.Edit(grown);
        job.Grow(group, add.More.Count);
        scheduler.Touch(job, group);
        scheduler.Changes.Specs.Add(job);
        progress.Added(job, group);
    }
}
