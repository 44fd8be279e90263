using Rota.App.Views;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Linux.Faults;
using Rota.Linux.Files;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Results;

/// <summary>
/// Makes the files that <c>${tasks.train.results}</c> names, before the first task that reads one starts: once, and
/// again where tasks of that entry ran again since. A file has its name when it is whole; a runner that was killed, and
/// the next one, make it anew.
/// </summary>
internal sealed class ResultsForNeeds(IHome home)
{
    private readonly HashSet<(JobId Job, int Entry)> made = [];
    private readonly Dictionary<(JobId Job, int Group), int[]> read = [];

    /// <summary>Makes what the starts of a committed turn read.</summary>
    /// <exception cref="IOException">A file cannot be written: nothing of the turn may start.</exception>
    public void Make(TurnChanges changes)
    {
        made.RemoveWhere(one => changes.Groups.Any(group => (group.Job.Id, group.Group.Ordinal) == one));
        foreach (var attempt in changes.Effects.Where(IsStart).Select(effect => effect.Attempt))
        {
            foreach (var entry in ReadBy(attempt))
            {
                if (made.Add((attempt.Job.Id, entry)))
                {
                    Write(attempt.Job.Id, attempt.Job.Spec.Tasks[entry], entry);
                }
            }
        }

        foreach (var job in changes.Jobs.Where(job => job.Ended is not null))
        {
            Forget(job.Id);
        }
    }

    private static bool IsStart(Effect effect) => effect.Kind is EffectKind.Launch or EffectKind.LaunchInPlace;

    private int[] ReadBy(Attempt attempt)
    {
        var (job, group) = (attempt.Job, attempt.Group.Ordinal);
        if (job.Spec.Tasks[group].Needs.IsEmpty)
        {
            return [];
        }

        if (!read.TryGetValue((job.Id, group), out var entries))
        {
            read[(job.Id, group)] = entries = [.. NeededResults.ReadBy(job.Spec, group)];
        }

        return entries;
    }

    private void Write(JobId job, TaskSpec task, int entry)
    {
        var path = NeededResults.PathOf(home.State.JobDirectory(job.Value), task.Id);
        Durable.CreatePrivateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        using (var lines = new StreamWriter(part))
        using (var queries = home.Read())
        {
            var group = queries.Groups(job)[entry];
            foreach (var row in queries.Tasks.Of(job, group, state: null))
            {
                lines.WriteLine(Json.Line(Outcome(task, row), ResultJson.Default.TaskOutcome));
            }
        }

        CrashPoint.Reach("results-written");
        Durable.Rename(part, path);
    }

    private static TaskOutcome Outcome(TaskSpec task, TaskRow row) =>
        new(
            task.Expansion.IsIndexed ? task.Expansion.Label(row.Index) : null,
            TaskLabel.Of(task, row.Index),
            ParamsView.Of(task, row.Index),
            row.State,
            ShownResult.Json(row.Reported)
        );

    private void Forget(JobId job)
    {
        made.RemoveWhere(one => one.Job == job);
        foreach (var key in read.Keys.Where(key => key.Job == job).ToArray())
        {
            read.Remove(key);
        }
    }
}
