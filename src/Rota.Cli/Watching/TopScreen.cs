using System.Diagnostics;
using System.Runtime.InteropServices;
using Rota.App;
using Rota.App.Problems;
using Rota.App.Watching;
using Rota.Cli.Invoking;
using Rota.Cli.Watching.Model;
using Rota.Cli.Watching.Pictures;
using Rota.Linux.Clocks;
using Rota.Linux.Terminals;

namespace Rota.Cli.Watching;

/// <summary>
/// <c>rota top</c> on a terminal: reads when somebody committed, draws what changed, and sleeps between. It looks no
/// more often than four times a second, and never so often that looking takes more than a fiftieth of the time.
/// </summary>
internal sealed class TopScreen : IDisposable
{
    private readonly Waker waker = new();
    private readonly Interrupts interrupts;
    private readonly PosixSignalRegistration resized;
    private readonly IDisposable? listener;
    private readonly OverviewReader reader;
    private readonly LookPace pace;
    private readonly TopWork work;
    private readonly Surface surface = new();
    private readonly Site site;
    private Task<Func<TopState, TopState>>? busy;
    private LogTail? log;
    private TopState state;
    private int returns;
    private bool hasLeft;

    /// <summary>Looks for the first time.</summary>
    public TopScreen(Site site)
    {
        this.site = site;
        reader = new OverviewReader(site);
        (interrupts, work) = (new Interrupts(waker.Wake), new TopWork(site));
        resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => waker.Wake());
        pace = new LookPace(waker.Wake);
        listener = site.Open().Listen(pace.Ring);
        state = new TopState { Overview = Look() };
    }

    private static (int Width, int Height) Size =>
        (TerminalSize.Columns(StandardStream.Output), TerminalSize.Lines(StandardStream.Output));

    /// <summary>Shows it until somebody leaves.</summary>
    public int Run()
    {
        using var keys = new TerminalKeys(hasScreen: true, waker);
        try
        {
            while (!hasLeft && !interrupts.MustLeave && interrupts.Count == 0)
            {
                Draw(keys);
                keys.Await(waker, pace.Left(IsMoving));
                Take(keys);
                TakeWork();
                if (pace.IsDue(IsMoving))
                {
                    LookAgain();
                }
            }
        }
        catch (IOException) when (interrupts.MustLeave)
        {
            // The terminal has gone.
        }

        return interrupts.MustLeave ? ExitCode.Interrupted : ExitCode.Success;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        log?.Dispose();
        listener?.Dispose();
        resized.Dispose();
        interrupts.Dispose();
        reader.Dispose();
        waker.Dispose();
    }

    private bool IsMoving => state.Overview.Running.Count > 0 || log is not null;

    private void Draw(TerminalKeys keys)
    {
        if (!keys.IsSet)
        {
            return;
        }

        if (returns != keys.Returns)
        {
            returns = keys.Returns;
            surface.Forget();
        }

        var (width, height) = Size;
        state = state with { Lines = TopPicture.PageOf(state, width, height) };
        surface.Show(TopPicture.Of(state, width, height, WallClock.Now), width, height);
    }

    private void Take(TerminalKeys keys)
    {
        var typed = "";
        while (keys.TryTake() is { } key)
        {
            typed += key;
            if (key == TerminalKeys.End)
            {
                break;
            }
        }

        foreach (var key in Key.Read(typed))
        {
            (state, var wish) = TopKeys.Press(state, key);
            Carry(wish);
        }

        if (log is not null && state.Text?.LogOf is null)
        {
            log.Dispose();
            log = null;
        }
    }

    private void Carry(Wish? wish)
    {
        switch (wish)
        {
            case null:
                break;
            case Wish.Leave:
                hasLeft = true;
                break;
            case Wish.Open open:
                state = state with { Page = Page(open.Job), Tasks = new Cursor() };
                break;
            case Wish.Log wanted:
                OpenLog(wanted.Task);
                break;
            case var _ when busy is not null:
                state = state with { Notice = "not yet: what was asked for before is not done" };
                break;
            default:
                busy = Task.Run(() => work.Do(wish));
                _ = busy.ContinueWith(_ => waker.Wake(), TaskScheduler.Default);
                break;
        }
    }

    private void TakeWork()
    {
        if (busy is { IsCompleted: true } done)
        {
            busy = null;
            state = done.GetAwaiter().GetResult()(state);
            pace.Ring();
        }
    }

    private void OpenLog(string task)
    {
        try
        {
            log?.Dispose();
            log = new LogTail(site, task);
            _ = log.Read();
            state = state with { Text = log.Pane(null) };
        }
        catch (ProblemException problem)
        {
            state = state with { Notice = problem.Problem.Detail };
        }
    }

    private void LookAgain()
    {
        state = state with { Overview = Look() };
        if (state.Page is { } page)
        {
            state = state with { Page = Page(page.Job.Id) };
        }

        if (log?.Read() == true)
        {
            state = state with { Text = log.Pane(state.Text) };
        }
    }

    private Overview Look()
    {
        var began = Stopwatch.GetTimestamp();
        var rows = Size.Height;
        var overview = reader.Read(new OverviewRequest(rows * 2, rows * 2, rows));
        pace.Looked(Stopwatch.GetElapsedTime(began), log is not null);
        return overview;
    }

    private JobPage? Page(long job) => reader.Read(job, Size.Height * 4);
}
