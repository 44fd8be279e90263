using System.Runtime.InteropServices;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Watching.Pictures;
using Rota.Linux.Clocks;
using Rota.Linux.Terminals;

namespace Rota.Cli.Watching;

/// <summary>
/// <c>rota top</c> on a terminal: looks when somebody committed, draws what changed, and sleeps between. It looks no
/// more often than four times a second, and never so often that looking takes more than a fiftieth of the time.
/// </summary>
internal sealed class TopScreen : IDisposable
{
    private readonly Waker waker = new();
    private readonly Interrupts interrupts;
    private readonly PosixSignalRegistration resized;
    private readonly TopSession session;
    private readonly Surface surface = new();
    private int returns;

    /// <summary>Looks for the first time.</summary>
    public TopScreen(Invocation cli)
    {
        interrupts = new Interrupts(waker.Wake);
        resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => waker.Wake());
        session = new TopSession(cli, Size.Height, waker.Wake);
    }

    private static (int Width, int Height) Size =>
        (TerminalSize.Columns(StandardStream.Output), TerminalSize.Lines(StandardStream.Output));

    /// <summary>Shows it until somebody leaves.</summary>
    public int Run()
    {
        using var keys = new TerminalKeys(hasScreen: true, waker);
        try
        {
            while (!session.HasLeft && !interrupts.MustLeave && interrupts.Count == 0)
            {
                Draw(keys);
                keys.Await(waker, session.Left);
                Take(keys);
                session.Advance();
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
        session.Dispose();
        resized.Dispose();
        interrupts.Dispose();
        waker.Dispose();
    }

    private void Draw(TerminalKeys keys)
    {
        // In the background another has the terminal.
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
        session.Fit(height, TopPicture.PageOf(session.State, width, height));
        surface.Show(TopPicture.Of(session.State, width, height, WallClock.Now), width, height);
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

        session.Press(typed);
    }
}
