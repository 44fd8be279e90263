using Rota.App.Jobs;
using Rota.App.Logs.Lines;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Store.Changes;
using Rota.Store.Following;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Logs;

/// <summary>What tasks wrote, packed or still growing: copied as bytes, as often as there may be more.</summary>
public sealed class TaskOutput : IDisposable
{
    private readonly OutputRequest request;
    private readonly TaskAddress address;
    private readonly AttemptCopy copy;
    private readonly MeantTasks meant;
    private readonly JobChanges changes;
    private readonly HashSet<(int Group, int Index, int Attempt)> copied = [];
    private HashSet<(int Group, int Index)>? running;

    private readonly Site site;

    private TaskOutput(Site site, IHome home, OutputRequest request, TaskAddress address, LineChoice choice)
    {
        this.site = site;
        (State, Queries, Job) = (home.State, home.Read(), address.Job);
        (this.request, this.address) = (request, address);
        copy = new AttemptCopy(State, Queries, Job.Id, request, choice);
        meant = new MeantTasks(Queries, address, request);
        changes = new JobChanges(Queries, Job.Id);
    }

    /// <summary>The job, as it was before the last copy.</summary>
    internal JobRow Job { get; private set; }

    internal StateDirectory State { get; }

    internal IHomeReader Queries { get; }

    /// <summary>Finds whose output is to be read.</summary>
    /// <exception cref="ProblemException">There are no such tasks.</exception>
    public static TaskOutput Open(Site site, OutputRequest request)
    {
        if (request.LinesMax is < 0 and var lines)
        {
            throw new ProblemException(ProblemCodes.Usage, $"--tail {lines}: a number of lines, at least 0");
        }

        var choice = new LineChoice(
            request.Grep is { } sought ? LinePattern.Of(sought, request.IsFixed, request.IgnoresCase) : null,
            request.Since is { } since ? SinceText.Read(since, site.Now) : null
        );
        var home = site.Open();
        using var queries = home.Read();
        return new TaskOutput(site, home, request, TaskAddress.Look(queries, request.Address, request.Where), choice);
    }

    /// <summary>
    /// Copies what there is, but for what was copied before; of many tasks each line behind its task's name.
    /// </summary>
    /// <returns>Whether there may be more later.</returns>
    /// <exception cref="ProblemException">The attempt that was named is none.</exception>
    public bool CopyTo(Stream output)
    {
        // Read before the rows: what ends in between is seen at the next round.
        Job = KnownJob.Find(Queries, address.Job.Id.Value);
        var isMany = address.Index is null && address.Job.Total > 1;
        var news = running is null ? null : changes.Next();
        var rows = news is null or { IsCut: true } ? meant.All(Job.Id) : meant.Changed(Job.Id, news, running!);
        CopyEnded(news, output, isMany);
        running = [];
        foreach (var row in rows)
        {
            if (row.LiveAttempt != 0)
            {
                running.Add((row.Group, row.Index));
            }

            var tag = TagOf(row.Group, row.Index, isMany);
            if (row.LiveAttempt != 0 && (address.Attempt ?? row.Attempt) == row.Attempt && row.Scratch != 0)
            {
                copy.Follow(row, output, tag, site.Now);
            }
            else if (Ended(row) is { } attempt && copied.Add((row.Group, row.Index, attempt)))
            {
                copy.Ended(new TaskKey(Job.Id, row.Group, row.Index), attempt, output, tag);
            }
        }

        return Job.Ended is null;
    }

    /// <summary>
    /// What attempts wrote that have ended since the last copy, also where another of their tasks is there already.
    /// </summary>
    private void CopyEnded(JobNews? news, Stream output, bool isMany)
    {
        foreach (
            var change in news?.Changes.OfType<Change.OfAttempt>().Where(change => change.State.IsTerminal()) ?? []
        )
        {
            var (group, index) = (change.Task.Group, change.Task.Index);
            if (
                running!.Contains((group, index))
                && (address.Attempt ?? change.Number) == change.Number
                && !request.IsFailedOnly
                && copied.Add((group, index, change.Number))
            )
            {
                copy.Ended(change.Task, change.Number, output, TagOf(group, index, isMany));
            }
        }
    }

    private string TagOf(int group, int index, bool isMany) =>
        isMany ? Words.Task(address.Spec.Tasks[group], index) + ": " : "";

    /// <summary>Whether any line was copied.</summary>
    public bool HasCopied => copy.HasCopied;

    /// <summary>Whether it is not known of some lines when they were written, where that was asked for.</summary>
    public bool IsTimeMissing => copy.IsTimeMissing;

    /// <summary>Says what could not be copied.</summary>
    /// <exception cref="ProblemException">Output was written, and is not there any more.</exception>
    public void RefuseMissing()
    {
        if (copy.Missing.Count > 0)
        {
            throw new ProblemException(
                OutputProblems.Missing,
                "output that was written is not there any more",
                [.. copy.Missing.Select(Plain.Line), "rota check names all that is missing; a backup may have it"]
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Queries.Dispose();

    /// <summary>
    /// Which attempt of a task is copied as ended: the one that is named, else the latest; null for none yet. One that is
    /// decided has no output before it starts, and waits for a slot as long as others run.
    /// </summary>
    private int? Ended(TaskRow row)
    {
        var latest = row.LiveAttempt == 0 ? row.Attempt : row.Attempt - 1;
        return address.Attempt is { } number ? (row.LiveAttempt != 0 && number == row.Attempt ? null : number)
            : latest > 0 ? latest
            : null;
    }
}
