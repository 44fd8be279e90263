using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Rota.Instruments.Metrics;

/// <summary>What is measured of a keeper: its journal, and what it starts.</summary>
public static class KeeperMetrics
{
    private static readonly Counter<long> JournalBytes = RotaMeter.Instance.CreateCounter<long>(
        "rota.keeper.journal.written",
        "By",
        "Bytes appended to the journal"
    );
    private static readonly Histogram<double> Appends = RotaMeter.Instance.CreateHistogram<double>(
        "rota.keeper.journal.append.duration",
        "s",
        "One append to the journal"
    );
    private static readonly Counter<long> Spawns = RotaMeter.Instance.CreateCounter<long>(
        "rota.keeper.spawn.count",
        "{process}",
        "Processes of attempts that were started"
    );
    private static readonly Histogram<double> SpawnTimes = RotaMeter.Instance.CreateHistogram<double>(
        "rota.keeper.spawn.duration",
        "s",
        "One start of a process, to its exec"
    );
    private static readonly Counter<long> Missed = RotaMeter.Instance.CreateCounter<long>(
        "rota.keeper.missed_exits",
        "{exit}",
        "Attempts that ended while no keeper was there, and the anchor saw it"
    );

    /// <summary>An append to the journal begins.</summary>
    /// <returns>When, for <see cref="Appended"/>; 0 where nobody listens.</returns>
    public static long BeginAppend() => Appends.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>It is written.</summary>
    /// <param name="begun">What <see cref="BeginAppend"/> gave.</param>
    /// <param name="bytes">How much it was.</param>
    public static void Appended(long begun, int bytes)
    {
        JournalBytes.Add(bytes);
        Record(Appends, begun);
    }

    /// <summary>A process is about to be started.</summary>
    /// <returns>When, for <see cref="Spawned"/>; 0 where nobody listens.</returns>
    public static long BeginSpawn() => SpawnTimes.Enabled ? Stopwatch.GetTimestamp() : 0;

    /// <summary>It has begun to run its program.</summary>
    /// <param name="begun">What <see cref="BeginSpawn"/> gave.</param>
    public static void Spawned(long begun)
    {
        Spawns.Add(1);
        Record(SpawnTimes, begun);
    }

    /// <summary>The anchor saw an attempt end while no keeper was there.</summary>
    public static void MissedExit() => Missed.Add(1);

    private static void Record(Histogram<double> durations, long begun)
    {
        if (begun != 0)
        {
            durations.Record(Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }
    }
}
