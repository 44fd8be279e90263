using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.JobFiles.Editing;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Steering;

/// <summary>A job as a file that people may change in an editor.</summary>
public static class EditorCases
{
    /// <summary>Writes what may be changed of a job.</summary>
    /// <exception cref="ProblemException">There is none, it has ended, or nothing of it may be changed.</exception>
    public static EditableJob Open(Site site, string address)
    {
        using var queries = site.Open().Read();
        var job = JobAddress.Act(queries, address, one => one.Ended is null);
        if (job.Ended is not null)
        {
            throw new ProblemException(
                ProblemCodes.JobEnded,
                $"job {job.Id} has ended ({job.State.WireName()})",
                "submit it anew"
            );
        }

        var spec = queries.Spec(job.Id)!;
        var groups = queries.Groups(job.Id);
        var notes = new List<string>
        {
            $"Job {job.Id} {Plain.Line(job.Name)}: what has not started gets what stands here.",
            "Keys of a task: command or script, env, resources, retry, timeout, stop, working_dir.",
        };
        var entries = new List<int>();
        for (var entry = 0; entry < spec.Tasks.Length; entry++)
        {
            if (WhyNot(spec, groups[entry], entry) is { } why)
            {
                notes.Add($"{groups[entry].Name} stays as it is: {why}.");
            }
            else
            {
                entries.Add(entry);
            }
        }

        return entries.Count > 0
            ? new EditableJob(job.Id, spec, entries, EntryFileWriter.Write(spec, entries, notes))
            : throw new ProblemException(
                ProblemCodes.CannotEdit,
                $"nothing of job {job.Id} can be changed",
                [.. notes.Skip(2)]
            );
    }

    private static string? WhyNot(JobSpec spec, GroupRow group, int entry) =>
        group.Next > 0 ? "it has started"
        : !EntryFileWriter.CanWrite(spec, entry) ? "a file cannot hold all of it"
        : null;
}

/// <summary>A job and what people see of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Spec">The job as it was then.</param>
/// <param name="Entries">The entries that stand in the text, by position.</param>
/// <param name="Text">The file.</param>
public sealed record EditableJob(JobId Id, JobSpec Spec, IReadOnlyList<int> Entries, string Text);
