using Rota.Core.Bytes;
using Rota.Linux.Calls;
using Rota.Linux.Processes;

namespace Rota.Delivery.Programs;

/// <summary>
/// Runs a program to its end, in a session of its own, for a bounded time; then all that is left of it is ended.
/// </summary>
internal static class BoundedProgram
{
    /// <summary>The variable that marks what belongs to a run, wherever it went.</summary>
    public const string Mark = "ROTA_NOTIFICATION_ID";

    private const int TailMax = 1_000;
    private const int LookPace = 100;

    /// <summary>Runs it.</summary>
    /// <param name="order">What.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="IOException">It cannot be started.</exception>
    public static ProgramEnd Run(ProgramOrder order, CancellationToken stop)
    {
        using var started = StartedProgram.Start(order);
        var begun = Environment.TickCount64;
        var tail = new List<byte>(TailMax);
        var buffer = new byte[4096];
        while (!started.HasEnded)
        {
            var left = (int)(order.Limit.TotalMilliseconds - (Environment.TickCount64 - begun));
            if (left <= 0 || stop.IsCancellationRequested)
            {
                break;
            }

            started.Await(Math.Min(left, LookPace));
            Take(started, buffer, tail);
        }

        var isOver = !started.HasEnded;
        End(started.Pid, order.MarkValue);
        var exit = started.Reap();
        Take(started, buffer, tail);
        return new ProgramEnd(isOver ? null : exit.ExitCode, isOver ? null : exit.Signal, isOver, LastLine(tail));
    }

    private static void Take(StartedProgram started, byte[] buffer, List<byte> tail)
    {
        while (started.Read(buffer) is > 0 and var read)
        {
            tail.AddRange(buffer.AsSpan(0, read));
            tail.RemoveRange(0, Math.Max(0, tail.Count - TailMax));
        }
    }

    /// <summary>Kills until two looks find nothing: what is killed may have just started another.</summary>
    private static void End(int leader, string mark)
    {
        for (var quiet = 0; quiet < 2; )
        {
            var left = ProcessTable
                .All()
                .Where(process => !process.IsZombie && IsOfRun(process, leader, mark))
                .ToArray();
            foreach (var process in left)
            {
                ProcessHandle.Signal(process.Pid, process.StartTicks, Native.SigKill);
            }

            quiet = left.Length == 0 ? quiet + 1 : 0;
        }
    }

    private static bool IsOfRun(ProcessEntry process, int leader, string mark) =>
        process.Pid == leader
        || process.Session == leader
        || (process.Pid != Environment.ProcessId && ProcessTraces.VariableOf(process.Pid, Mark) == mark);

    private static string LastLine(List<byte> tail) =>
        ByteText.Visible(
            ByteText.Of(tail.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? ""
        );
}

/// <summary>A program to run.</summary>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Environment">Its variables, <c>NAME=VALUE</c>.</param>
/// <param name="Directory">Where it runs; null for where this process does.</param>
/// <param name="Input">What it reads on its standard input.</param>
/// <param name="Limit">The longest that it may run.</param>
/// <param name="MarkValue">What tells its processes from all others.</param>
internal sealed record ProgramOrder(
    IReadOnlyList<string> Words,
    IReadOnlyList<string> Environment,
    string? Directory,
    byte[] Input,
    TimeSpan Limit,
    string MarkValue
);

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; null where a signal ended it.</param>
/// <param name="Signal">The signal that ended it.</param>
/// <param name="WasTooLong">Whether it was killed because its time was over, or the service ended.</param>
/// <param name="LastLine">The last line that it wrote.</param>
internal sealed record ProgramEnd(int? ExitCode, int? Signal, bool WasTooLong, string LastLine);
