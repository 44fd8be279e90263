using Rota.App.Following;
using Rota.App.Serving;
using Rota.App.Steering;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Linux.Terminals;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.Cli.Progress;

/// <summary>
/// What Ctrl-C and signals make of a job that is followed: the first asks, with an answer at a key; the second cancels,
/// the next leaves. Where nobody can be asked the first waits for what this process runs, or leaves what another does.
/// </summary>
internal sealed class Interruption(Invocation cli, ForegroundRun run, ProgressView progress) : IDisposable
{
    private readonly Interrupts interrupts = new(run.Wake);
    private TerminalKeys? keys;
    private int asked;
    private string? told;
    private int cancelledAt;
    private bool isAnswered;
    private bool isStopping;

    /// <summary>Whether the person cancelled.</summary>
    public bool WasCancelled { get; private set; }

    /// <summary>Takes in what was pressed.</summary>
    /// <returns>Whether to leave the job now.</returns>
    public bool MustLeave(JobRow row)
    {
        if (interrupts.MustLeave || (WasCancelled && interrupts.Count > cancelledAt))
        {
            return true;
        }

        if (interrupts.Count >= 2 && !WasCancelled)
        {
            Cancel(row);
        }

        return keys is not null ? Answered(row)
            : interrupts.Count == 1 && !isAnswered ? Begin(row)
            : isStopping && !WasCancelled && IsStopped(row);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        keys?.Dispose();
        interrupts.Dispose();
    }

    private bool Begin(JobRow row)
    {
        var other = run.Other;
        // Also beside another: while the question stands this process may take over from it.
        run.Hold(true);
        if (cli.Output == OutputMode.Human && Screen.IsTerminal && TerminalKeys.IsPossible)
        {
            keys = new TerminalKeys();
            return Answered(row);
        }

        if (other is null)
        {
            Stop(row, other);
        }

        return other is not null || row.Live == 0;
    }

    private bool IsStopped(JobRow row)
    {
        // One that came only now would start what was promised not to be.
        if (run.Other is { } other && other.Name != told)
        {
            Stop(row, other);
        }

        return row.Live == 0;
    }

    private bool Answered(JobRow row)
    {
        var key = keys!.TryTake();
        var other = run.Other;
        if (asked != keys.Returns || told != other?.Name)
        {
            // Also after Ctrl-Z and fg: what was asked has scrolled away. Beside another it is another question.
            (asked, told) = (keys.Returns, other?.Name);
            progress.Say(InterruptWords.Question(row, other));
        }

        switch (key)
        {
            case 'd' or 'D' or TerminalKeys.End:
                return true;
            case 's' or 'S':
                Stop(row, other);
                break;
            case 'c' or 'C':
                Cancel(row);
                break;
            case '\n' or '\r':
                EndQuestion();
                isAnswered = false;
                interrupts.Forget();
                run.Hold(false);
                progress.Say(InterruptWords.GoingOn(other));
                break;
        }

        return false;
    }

    private void Stop(JobRow row, Server? other)
    {
        EndQuestion();
        (isStopping, told) = (true, other?.Name);
        if (other is not null)
        {
            Ask(row, new Request.Pause());
        }

        progress.Say(InterruptWords.Stopping(row, other));
    }

    private void Cancel(JobRow row)
    {
        EndQuestion();
        WasCancelled = true;
        cancelledAt = Math.Min(interrupts.Count, 2);
        Ask(row, new Request.Cancel());
        progress.Say(InterruptWords.Cancelling);
    }

    private void EndQuestion()
    {
        keys?.Dispose();
        (keys, asked, isAnswered) = (null, 0, true);
    }

    private void Ask(JobRow row, Request request) => RequestCases.Leave(cli.Site, row.Id, request);
}
