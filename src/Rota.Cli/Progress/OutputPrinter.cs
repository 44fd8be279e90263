using Rota.App.Logs;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Linux.Terminals;
using Rota.Store.Following;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.Cli.Progress;

/// <summary>
/// Prints the output of each task, grouped, once it has ended: in the order of ends, or of inputs. A task that is tried
/// again has not ended: what counts is its last attempt.
/// </summary>
internal sealed class OutputPrinter(
    IHomeReader queries,
    StateDirectory state,
    JobId job,
    PrintOptions options,
    ProgressView progress
) : IDisposable
{
    private readonly JobSpec spec = queries.Spec(job)!;
    private readonly ITaskReader tasks = queries.Tasks;
    private readonly IAttemptReader attempts = queries.Attempts;
    private readonly EndedTasks ended = new(queries, job);
    private readonly Stream output = Screen.OpenOutput();
    private (int Group, int Index) next;

    /// <summary>Why output is not printed any more, for people; null while it is.</summary>
    public string? Notice { get; private set; }

    /// <summary>Prints what has ended since the last time.</summary>
    /// <param name="news">What has changed since.</param>
    /// <returns>Whether anybody still reads it.</returns>
    public bool TryPrint(JobNews news)
    {
        try
        {
            if (Notice is null)
            {
                Print(news);
            }

            return true;
        }
        catch (BrokenPipeException)
        {
            return false;
        }
        catch (IOException error)
        {
            Notice = $"output is not printed: {error.Message.TrimEnd('.')}";
            return true;
        }
    }

    public void Dispose() => output.Dispose();

    private void Print(JobNews news)
    {
        if (options.KeepOrder)
        {
            PrintInOrder(queries.Groups(job));
        }
        else
        {
            foreach (var task in ended.Next(news))
            {
                PrintLast(task);
            }
        }

        output.Flush();
    }

    private void PrintInOrder(IReadOnlyList<GroupRow> groups)
    {
        while (next.Group < groups.Count)
        {
            if (next.Index >= groups[next.Group].Total)
            {
                next = (next.Group + 1, 0);
                continue;
            }

            if (!HasEnded(groups[next.Group], next.Index))
            {
                return;
            }

            PrintLast(new TaskKey(job, next.Group, next.Index));
            next.Index++;
        }
    }

    private bool HasEnded(GroupRow group, int index) => tasks.Find(job, group, index)?.State.IsTerminal() == true;

    /// <summary>One that was skipped never ran: it has nothing to print, and holds nobody up.</summary>
    private void PrintLast(TaskKey task)
    {
        if (attempts.Of(task) is [.., var last])
        {
            Print(last);
        }
    }

    private void Print(AttemptRow attempt)
    {
        var tag = options.WithTag ? Words.Task(spec.Tasks[attempt.Group], attempt.Index) + "\t" : "";
        foreach (var place in (OutputPlace[])[attempt.Output, attempt.Errors])
        {
            try
            {
                var bytes = OutputCopy.Read(state, job, attempt.Node, place);
                if (bytes.Length > 0)
                {
                    // Progress may stand on the same terminal: what is printed has lines of its own there.
                    progress.StepAside();
                    OutputCopy.Write(output, bytes, tag, wholeLines: !Console.IsOutputRedirected);
                }
            }
            catch (OutputMissingException missing)
            {
                progress.StepAside();
                Console.Error.WriteLine(
                    $"{Words.Address(job, spec.Tasks[attempt.Group], attempt.Index)}: {missing.Message}"
                );
            }
        }
    }
}
