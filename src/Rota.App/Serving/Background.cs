using System.Diagnostics;
using Rota.App.Problems;
using Rota.Instruments.Logs;
using Rota.Linux.Processes;
using Rota.Node.Machine;
using Rota.Store.Local;

namespace Rota.App.Serving;

/// <summary>Starts a verb in the background, and waits until it is up.</summary>
internal static class Background
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookPace = TimeSpan.FromMilliseconds(20);

    /// <summary>Starts it.</summary>
    /// <param name="state">The state, which it is told by its path.</param>
    /// <param name="node">What program it is.</param>
    /// <param name="verb">The verb, which names the log too.</param>
    /// <param name="options">What follows.</param>
    /// <param name="isUp">Whether the process of this pid does what it was started for.</param>
    /// <returns>Its process, and where what it says goes.</returns>
    public static (int Pid, string Log) Start(
        StateDirectory state,
        NodeOptions node,
        string verb,
        IEnumerable<string> options,
        Func<int, bool> isUp
    )
    {
        var log = Path.Combine(state.Path, verb + ".log");
        LogFile.Renew(log);
        var before = File.Exists(log) ? new FileInfo(log).Length : 0;
        var pid = new SelfProcess(node.Binary).Start([verb, "--state=" + state.Path, .. options], log);
        var started = Stopwatch.GetTimestamp();
        while (!isUp(pid))
        {
            if (
                ProcessTable.Find(pid) is null or { IsZombie: true }
                || Stopwatch.GetElapsedTime(started) > StartPatience
            )
            {
                throw NotUp(verb, log, before);
            }

            Thread.Sleep(LookPace);
        }

        return (pid, log);
    }

    /// <summary>Why it did not come up: all that it said, its error first.</summary>
    private static ProblemException NotUp(string verb, string log, long before)
    {
        using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Position = Math.Min(before, file.Length);
        var said = new StreamReader(file).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var from = Math.Max(0, Array.FindIndex(said, line => line.StartsWith("error", StringComparison.Ordinal)));
        return new(
            ProblemCodes.NotUp,
            $"rota {verb} did not come up: {(said.Length > 0 ? said[from] : "it said nothing")}",
            [.. said.Skip(from + 1).Select(line => line.Trim()), $"its log: {log}"]
        );
    }
}
