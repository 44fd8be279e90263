using Rota.App.Exporting;
using Rota.App.Local;
using Rota.App.Logs;
using Rota.App.Problems;
using Rota.Core.Bytes;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Store.Following;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.Cli.Progress;

/// <summary>
/// Writes a row of a joblog, and files of results, for each task when it has ended, as GNU parallel does. What the disk
/// does not take is said; the job goes on, and <c>rota export</c> and <c>rota logs</c> have all of it.
/// </summary>
internal sealed class TaskRecords : IDisposable
{
    private readonly FileStream? joblog;
    private readonly string? results;
    private readonly IReadOnlyList<int>? numbers;
    private (ExportSource Source, EndedTasks Ended, StateDirectory State, IAttemptReader Attempts)? followed;

    private TaskRecords(FileStream? joblog, string? results, IReadOnlyList<int>? numbers) =>
        (this.joblog, this.results, this.numbers) = (joblog, results, numbers);

    /// <summary>Why not all is written, for people; null while all of it is.</summary>
    public string? Notice { get; private set; }

    /// <summary>Opens what somebody named; null where nobody did.</summary>
    /// <param name="joblog">The joblog, or null.</param>
    /// <param name="results">The directory of results, or null.</param>
    /// <param name="numbers">The numbers of the tasks, where some were left out; null for 1 and so on.</param>
    /// <exception cref="ProblemException">It cannot be written.</exception>
    public static TaskRecords? Open(string? joblog, string? results, IReadOnlyList<int>? numbers)
    {
        if (joblog is null && results is null)
        {
            return null;
        }

        var file = joblog is null ? null : NamedFile.Append(joblog);
        if (file is not null && numbers is null)
        {
            file.SetLength(0);
        }

        if (file is { Length: 0 })
        {
            file.Write(ByteText.Bytes(JoblogRow.Heading));
        }

        return new TaskRecords(file, results, numbers);
    }

    /// <summary>Writes what has ended since the last time.</summary>
    public void Write(JobNews news, IHomeReader home, StateDirectory state, JobRow job)
    {
        followed ??= (new ExportSource(home, job), new EndedTasks(home, job.Id), state, home.Attempts);
        foreach (var task in followed.Value.Ended.Next(news))
        {
            try
            {
                Write(task);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                Notice = $"not every result is written: {error.Message.TrimEnd('.')}";
            }
        }
    }

    public void Dispose() => joblog?.Dispose();

    private void Write(TaskKey task)
    {
        var (source, _, state, attempts) = followed!.Value;
        if (attempts.Of(task) is not [.., var attempt])
        {
            // It was skipped or cancelled before it ran.
            return;
        }

        var number = NumberOf(source, task);
        if (results is not null)
        {
            var directory = ResultTree.DirectoryOf(results, source.TaskOf(attempt), attempt.Index);
            Directory.CreateDirectory(directory);
            File.WriteAllText(Path.Combine(directory, "seq"), $"{number}");
            File.WriteAllBytes(Path.Combine(directory, "stdout"), Bytes(state, task.Job, attempt.Node, attempt.Output));
            File.WriteAllBytes(Path.Combine(directory, "stderr"), Bytes(state, task.Job, attempt.Node, attempt.Errors));
        }

        joblog?.Write(ByteText.Bytes(JoblogRow.Of(number, ":", attempt, source.ShellTextOf(attempt))));
    }

    /// <summary>Tasks of earlier entries come first, as in a job file.</summary>
    private long NumberOf(ExportSource source, TaskKey task) =>
        numbers is not null
            ? numbers[task.Index]
            : source.Spec.Tasks.Take(task.Group).Sum(entry => (long)entry.Expansion.Count) + task.Index + 1;

    private static byte[] Bytes(StateDirectory state, JobId job, NodeId node, OutputPlace place)
    {
        try
        {
            return OutputCopy.Read(state, job, node, place);
        }
        catch (OutputMissingException missing)
        {
            throw new IOException(missing.Message, missing);
        }
    }
}
