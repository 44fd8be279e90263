using System.Diagnostics;
using Rota.Core.Model;
using Rota.Core.Reconcile;
using Rota.Node.Hosting;
using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>
/// What an earlier keeper left: its journal, held against the processes that live and the exits that the anchor saw.
/// An exit code is never invented: where nobody saw it, the attempt is lost.
/// </summary>
internal sealed class Inheritance
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Dictionary<long, KeptAttempt> attempts = [];
    private readonly Dictionary<long, string> boots = [];

    private string boot = "";

    public long Epoch { get; private set; }

    public IReadOnlyCollection<KeptAttempt> Attempts => attempts.Values;

    /// <summary>Reads one record of the journal.</summary>
    public void Replay(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        switch (reader.Kind())
        {
            case FrameKind.JournalEpoch:
                Epoch = reader.Int64();
                break;
            case FrameKind.JournalBoot:
                boot = reader.Text();
                break;
            case FrameKind.JournalIntent:
                var id = reader.Int64();
                boots[id] = boot;
                attempts[id] = new KeptAttempt(id, reader.Int64())
                {
                    State = KeptState.Spawning,
                    Started = new Instant(reader.Int64()),
                    Scratch = reader.Int32(),
                };
                break;
            case FrameKind.JournalStarted when attempts.TryGetValue(reader.Int64(), out var started):
                started.State = KeptState.Running;
                started.Pid = reader.Int32();
                started.StartTicks = reader.Int64();
                boots[started.Id] = reader.Text();
                started.Started = new Instant(reader.Int64());
                break;
            case FrameKind.JournalEnded when attempts.TryGetValue(reader.Int64(), out var ended):
                ended.State = KeptState.Over;
                ended.Report = reader.Report();
                break;
            case FrameKind.JournalLost when attempts.TryGetValue(reader.Int64(), out var lost):
                lost.State = KeptState.Over;
                lost.LostReason = reader.Text();
                break;
            case FrameKind.JournalDone:
                attempts.Remove(reader.Int64());
                break;
        }
    }

    /// <summary>Finds out what became of each attempt that has no end in the journal.</summary>
    /// <param name="exits">Exits that the anchor saw while no keeper was there.</param>
    /// <param name="arrived">Gives those it has told of since.</param>
    /// <param name="anchorBegan">Since when the anchor sees every exit.</param>
    /// <param name="markOf">The mark that the processes of an attempt carry.</param>
    /// <param name="pack">Packs the output of an attempt.</param>
    public void Settle(
        IReadOnlyCollection<AnchorExit> exits,
        Func<IReadOnlyCollection<AnchorExit>> arrived,
        Instant anchorBegan,
        Func<long, string> markOf,
        Func<KeptAttempt, bool, PackedOutput> pack
    )
    {
        // The processes first, then the exits: who is in neither never was.
        var isCertain = true;
        var marked = attempts.Values.Any(attempt => attempt.State == KeptState.Spawning) ? Marked(out isCertain) : [];
        List<AnchorExit> unclaimed = [.. exits, .. arrived()];
        foreach (var attempt in attempts.Values.Where(attempt => attempt.State == KeptState.Running))
        {
            if (boots[attempt.Id] != ProcessTable.BootId)
            {
                Lose(attempt, "the system was restarted while it ran");
                continue;
            }

            var exit = unclaimed.Find(exit => exit.Pid == attempt.Pid && exit.StartTicks == attempt.StartTicks);
            if (exit is not null)
            {
                unclaimed.Remove(exit);
                End(attempt, exit, pack);
            }
            else if (ProcessTable.Find(attempt.Pid)?.StartTicks == attempt.StartTicks || anchorBegan <= attempt.Started)
            {
                // Either it lives, or it ended just now and the anchor is about to tell.
                attempt.IsAdopted = true;
            }
            else
            {
                Lose(attempt, "its keeper and anchor were killed, and it ended unseen");
            }
        }

        foreach (var attempt in attempts.Values.Where(attempt => attempt.State == KeptState.Spawning).ToArray())
        {
            if (PlantedBug.Is(PlantedBug.NoInDoubt))
            {
                attempts.Remove(attempt.Id);
            }
            else if (boots[attempt.Id] != ProcessTable.BootId)
            {
                Lose(attempt, "the system was restarted while it started");
            }
            else if (marked.TryGetValue(markOf(attempt.Id), out var process))
            {
                attempt.Pid = process.Pid;
                attempt.StartTicks = process.StartTicks;
                attempt.State = KeptState.Running;
                attempt.IsAdopted = true;
            }
            else
            {
                SettleInDoubt(attempt, isCertain && anchorBegan <= attempt.Started, unclaimed);
            }
        }
    }

    /// <summary>Makes an attempt's report of an exit that the anchor saw.</summary>
    public static ExitReport ReportOf(KeptAttempt attempt, AnchorExit exit, PackedOutput packed) =>
        new()
        {
            Started = attempt.Started,
            Ended = new Instant(Math.Max(exit.At.Micros, attempt.Started.Micros)),
            ExitCode = exit.ExitCode,
            Signal = exit.Signal,
            LastLine = packed.LastLine,
            CpuMicros = exit.CpuMicros,
            PeakMemoryBytes = exit.PeakBytes,
            Output = packed.Output,
            Errors = packed.Errors,
        };

    /// <summary>
    /// An intent without a start: the keeper died between the two. The process carries the mark if it lives. If it
    /// does not, and the anchor reaped nobody unknown, it never was: the daemon may launch it again.
    /// </summary>
    private void SettleInDoubt(KeptAttempt attempt, bool isCertain, List<AnchorExit> unclaimed)
    {
        if (!isCertain)
        {
            Lose(attempt, "its keeper was killed while it started, and nobody can say whether it did");
        }
        else if (unclaimed.Exists(exit => exit.At >= attempt.Started))
        {
            Lose(attempt, "its keeper was killed while it started, and it ended before it was found");
        }
        else
        {
            attempts.Remove(attempt.Id);
        }
    }

    private static void End(KeptAttempt attempt, AnchorExit exit, Func<KeptAttempt, bool, PackedOutput> pack)
    {
        attempt.State = KeptState.Over;
        attempt.Report = ReportOf(attempt, exit, pack(attempt, exit.ExitCode != 0));
    }

    private static void Lose(KeptAttempt attempt, string reason)
    {
        attempt.State = KeptState.Over;
        attempt.LostReason = reason;
    }

    /// <summary>The marked processes; certain when no child of the anchor could be another one still.</summary>
    private static Dictionary<string, ProcessEntry> Marked(out bool isCertain)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            // A child of the anchor without a mark is one between fork and exec, or one that ended and is about to be
            // told of: a moment later it is known.
            var found = MarkedNow(out isCertain);
            if (isCertain || Stopwatch.GetElapsedTime(started) > Patience)
            {
                return found;
            }

            Thread.Sleep(1);
        }
    }

    private static Dictionary<string, ProcessEntry> MarkedNow(out bool isCertain)
    {
        var found = new Dictionary<string, ProcessEntry>(StringComparer.Ordinal);
        var anchor = Native.ParentPid();
        isCertain = true;
        foreach (var process in ProcessTable.All())
        {
            isCertain &=
                process.Parent != anchor
                || process.Pid == Environment.ProcessId
                || (!process.IsZombie && ProcessTable.MarkerOf(process.Pid) is not null);
            // The leader of the session is the attempt's own process; others inherited the mark.
            if (process.Session == process.Pid && ProcessTable.MarkerOf(process.Pid) is { } mark)
            {
                found.TryAdd(mark, process);
            }
        }

        return found;
    }
}
