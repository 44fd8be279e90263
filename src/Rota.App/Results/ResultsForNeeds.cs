using Rota.App.Views;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;
using Rota.Core.Jobs.Templates;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Linux.Faults;
using Rota.Linux.Files;
using Rota.Linux.Users;
using Rota.Store.Home;
using Rota.Store.Local;
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
                    Write(attempt.Job.Id, attempt.Job.Spec, entry);
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

    private void Write(JobId job, JobSpec spec, int entry)
    {
        var places = home.State.PlacesOf(spec.Owner);
        try
        {
            places.Make();
            Write(job, spec.Tasks[entry], entry, places);
        }
        catch (Exception error) when (spec.Owner is not null && error is IOException or UnauthorizedAccessException)
        {
            // What a user does to their own directory must not hold up the turns of all: their task lacks the file.
        }
    }

    private void Write(JobId job, TaskSpec task, int entry, TaskPlaces places)
    {
        var path = NeededResults.PathOf(places.Job(job.Value), task.Id);
        var part = path + ".part";
        using (var lines = UserFiles.As(places.Owner, () => Fresh(part)))
        using (var queries = home.Read())
        {
            var group = queries.Groups(job)[entry];
            foreach (var row in queries.Tasks.Of(job, group, state: null))
            {
                lines.WriteLine(Json.Line(Outcome(task, row), ResultJson.Default.TaskOutcome));
            }
        }

        CrashPoint.Reach("results-written");
        UserFiles.As(places.Owner, () => Durable.Rename(part, path));
    }

    /// <summary>Never one that is there: it might be a pipe, or lead elsewhere.</summary>
    private static StreamWriter Fresh(string path)
    {
        Durable.CreatePrivateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        return new StreamWriter(new FileStream(path, FileMode.CreateNew, FileAccess.Write));
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
