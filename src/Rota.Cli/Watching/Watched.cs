using System.Runtime.InteropServices;
using Rota.App.Problems;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Linux.Terminals;

namespace Rota.Cli.Watching;

/// <summary>A list that stays on the terminal and is shown anew when somebody committed: <c>--watch</c>.</summary>
internal static class Watched
{
    /// <summary>Whether there is a terminal to show it on, and somebody to end it.</summary>
    public static bool IsPossible =>
        !Console.IsOutputRedirected
        && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb")
        && TerminalKeys.IsPossible;

    /// <summary>The option of a verb.</summary>
    public static System.CommandLine.Option<bool> Option() =>
        new("--watch", "-w") { Description = "Show it anew as it changes, until q or Ctrl-C" };

    /// <summary>Shows it until somebody leaves; the last picture stays.</summary>
    /// <param name="cli">Where.</param>
    /// <param name="look">The lines for so many columns; none after the last.</param>
    /// <param name="isMoving">Whether times go on in them.</param>
    public static int Run(Invocation cli, Func<int, IReadOnlyList<IReadOnlyList<Piece>>> look, bool isMoving)
    {
        using var waker = new Waker();
        using var interrupts = new Interrupts(waker.Wake);
        using var resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => waker.Wake());
        var pace = new LookPace(waker.Wake);
        using var listener = cli.Remote is null ? cli.OpenHome().Listen(pace.Ring) : null;
        isMoving |= cli.Remote is not null;
        using var keys = new TerminalKeys(waker: waker);
        var living = new LivingBlock(StandardStream.Output);
        var (width, hasLeft, isFirst) = (0, false, true);
        try
        {
            while (!hasLeft && !interrupts.MustLeave && interrupts.Count == 0)
            {
                if (isFirst || pace.IsDue(isMoving) || width != living.Width)
                {
                    var began = System.Diagnostics.Stopwatch.GetTimestamp();
                    (width, isFirst) = (living.Width, false);
                    living.Draw(look(width));
                    pace.Looked(System.Diagnostics.Stopwatch.GetElapsedTime(began), isReading: false);
                }

                keys.Await(waker, pace.Left(isMoving));
                while (keys.TryTake() is { } key)
                {
                    hasLeft |= key is 'q' or 'Q' or TerminalKeys.End;
                    if (hasLeft)
                    {
                        break;
                    }
                }
            }

            living.Keep();
        }
        catch (IOException) when (interrupts.MustLeave)
        {
            // The terminal has gone.
        }

        return interrupts.MustLeave ? ExitCode.Interrupted : ExitCode.Success;
    }
}
