using System.Diagnostics;
using Rota.App.Problems;
using Rota.App.Watching;
using Rota.Cli.Invoking;
using Rota.Cli.Watching.Model;

namespace Rota.Cli.Watching;

/// <summary>What <c>rota top</c> shows and reads, without the terminal it is shown on.</summary>
internal sealed class TopSession : IDisposable
{
    private readonly Invocation cli;
    private readonly Action wake;
    private readonly TopLook reader;
    private readonly LookPace pace;
    private readonly TopWork work;
    private readonly IDisposable? listener;
    private Task<Func<TopState, TopState>>? busy;
    private LogTail? log;
    private int height;

    /// <summary>Looks for the first time.</summary>
    /// <param name="cli">Which state.</param>
    /// <param name="height">Lines of the screen.</param>
    /// <param name="wake">Called when there is something to take in, from any thread.</param>
    public TopSession(Invocation cli, int height, Action wake)
    {
        (this.cli, this.wake, this.height) = (cli, wake, height);
        (reader, work, pace) = (new TopLook(cli), new TopWork(cli), new LookPace(wake));
        listener = reader.Listen(pace.Ring);
        State = new TopState { Overview = Look() };
    }

    /// <summary>What is shown.</summary>
    public TopState State { get; private set; }

    /// <summary>Whether somebody asked to end.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>How long there is nothing to do but to wait for keys.</summary>
    public TimeSpan Left => pace.Left(IsMoving);

    private bool IsMoving => State.Overview.Running.Count > 0 || log is not null || reader.IsDeaf;

    /// <summary>Takes in the size of the screen, and how many rows its lists have.</summary>
    public void Fit(int lines, int rows) => (height, State) = (lines, State with { Lines = rows });

    /// <summary>Takes in keys.</summary>
    public void Press(string typed)
    {
        foreach (var key in Key.Read(typed))
        {
            (State, var wish) = TopKeys.Press(State, key);
            Carry(wish);
        }

        if (log is not null && State.Text?.LogOf is null)
        {
            log.Dispose();
            log = null;
        }
    }

    /// <summary>Takes in what was done meanwhile, and looks again where it is time to.</summary>
    public void Advance()
    {
        if (busy is { IsCompleted: true } done)
        {
            busy = null;
            State = done.GetAwaiter().GetResult()(State);
            pace.Ring();
        }

        if (!pace.IsDue(IsMoving))
        {
            return;
        }

        State = State with { Overview = Look() };
        if (State.Page is { } page)
        {
            State = State with { Page = Page(page.Job.Id) };
        }

        if (log?.Read() == true)
        {
            State = State with { Text = log.Pane(State.Text) };
        }

        State = State with { Notice = reader.Lost ?? State.Notice };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        log?.Dispose();
        listener?.Dispose();
        reader.Dispose();
    }

    private void Carry(Wish? wish)
    {
        switch (wish)
        {
            case null:
                break;
            case Wish.Leave:
                HasLeft = true;
                break;
            case Wish.Open open:
                State = State with { Page = Page(open.Job), Tasks = new Cursor() };
                break;
            case Wish.Log wanted:
                OpenLog(wanted.Task);
                break;
            case var _ when busy is not null:
                State = State with { Notice = "not yet: what was asked for before is not done" };
                break;
            default:
                busy = Task.Run(() => work.Do(wish));
                _ = busy.ContinueWith(_ => wake(), TaskScheduler.Default);
                break;
        }
    }

    private void OpenLog(string task)
    {
        try
        {
            log?.Dispose();
            log = null;
            log = new LogTail(cli, task);
            _ = log.Read();
            State = State with { Text = log.Pane(null) };
        }
        catch (ProblemException problem)
        {
            State = State with { Notice = problem.Problem.Detail };
        }
    }

    private Overview Look()
    {
        var began = Stopwatch.GetTimestamp();
        var overview = reader.Read(new OverviewRequest(height * 2, height * 2, height));
        pace.Looked(Stopwatch.GetElapsedTime(began), log is not null);
        return overview;
    }

    private JobPage? Page(long job) => reader.Read(job, height * 4);
}
