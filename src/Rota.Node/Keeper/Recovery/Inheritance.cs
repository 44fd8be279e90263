using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Results;
using Rota.Fabric.Wire;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Records;

namespace Rota.Node.Keeper.Recovery;

/// <summary>
/// What an earlier keeper left, read from its journal. What became of it since, <see cref="Settlement"/> finds out.
/// </summary>
internal sealed class Inheritance
{
    private readonly Dictionary<long, KeptAttempt> attempts = [];
    private AnchorIdentity anchor = AnchorIdentity.Unknown("");

    public List<(long Epoch, ulong Partitions)> Claims { get; } = [];

    /// <summary>The highest attempt of a home elsewhere of which there was a record; 0 for none.</summary>
    public long HighestFar { get; private set; }

    public IReadOnlyCollection<KeptAttempt> Attempts => attempts.Values;

    /// <summary>Whether some started, or did not, without a record of it.</summary>
    public bool HasDoubts => attempts.Values.Any(attempt => attempt.State == KeptState.Spawning);

    /// <summary>Whether attempts may be missing here, and what is known of others may not be all.</summary>
    public bool HasGap { get; set; }

    /// <summary>
    /// Where records are missing, the boot that an attempt seems to be of may be that of another one: whether it lives
    /// is asked of its process, which its start in ticks names.
    /// </summary>
    public void Distrust(string boot)
    {
        foreach (var attempt in attempts.Values.Where(attempt => attempt.Anchor.BootId != boot))
        {
            attempt.Anchor = AnchorIdentity.Unknown(boot);
        }
    }

    /// <summary>One that lives and is not in the journal.</summary>
    public void Add(KeptAttempt attempt) => attempts[attempt.Id] = attempt;

    /// <summary>It never was: the daemon may launch it again.</summary>
    public void Remove(KeptAttempt attempt) => attempts.Remove(attempt.Id);

    /// <summary>
    /// What attempts that are over reported is in their files as long as their end is not committed: the journal has no
    /// room for it.
    /// </summary>
    public void ReadReports(Func<KeptAttempt, Reported?> read)
    {
        foreach (var attempt in Attempts.Where(attempt => attempt is { State: KeptState.Over, Report: not null }))
        {
            attempt.Report = attempt.Report! with { Reported = read(attempt) };
        }
    }

    /// <summary>Reads one record of the journal.</summary>
    public void Replay(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        switch (reader.Kind())
        {
            case FrameKind.JournalClaim:
                Claims.Add((reader.Int64(), (ulong)reader.Int64()));
                break;
            case FrameKind.JournalAnchor:
                anchor = AnchorIdentity.Read(ref reader);
                break;
            case FrameKind.JournalIntent:
                var id = reader.Int64();
                var intended = new KeptAttempt(id, reader.Int64())
                {
                    State = KeptState.Spawning,
                    Anchor = anchor,
                    Started = new Instant(reader.Int64()),
                    Scratch = reader.Int32(),
                    IntendedTicks = reader.Int64(),
                    Stop = reader.IsAtEnd ? StopPolicy.Default : reader.Stop(),
                    Slot = reader.IsAtEnd ? 0 : reader.Int32(),
                };
                (intended.Copies, intended.RedirectsErrors) = OutputFrames.ReadGoals(ref reader);
                intended.Owner =
                    !reader.IsAtEnd && reader.Int64() is var owner && owner != JournalFrames.NoOwner ? owner : null;
                intended.Terms = NodeTerms.Read(ref reader);
                attempts[id] = intended;
                HighestFar = intended.Terms == NodeTerms.None ? HighestFar : Math.Max(HighestFar, id);
                break;
            case FrameKind.JournalStarted:
                var (startedId, pid, ticks, at) = (reader.Int64(), reader.Int32(), reader.Int64(), reader.Int64());
                if (Find(startedId, ref reader) is { } started)
                {
                    (started.State, started.Pid, started.StartTicks) = (KeptState.Running, pid, ticks);
                    started.Started = new Instant(at);
                    started.Scratch = reader.IsAtEnd ? started.Scratch : reader.Int32();
                    started.Slot = reader.IsAtEnd ? started.Slot : reader.Int32();
                }

                break;
            case FrameKind.JournalLeaderEnded:
                var (endingId, endTicks, leaderReport) = (reader.Int64(), reader.Int64(), reader.Report());
                if (Find(endingId, ref reader) is { } ending)
                {
                    (ending.State, ending.LeaderEndTicks) = (KeptState.Ending, endTicks);
                    ending.Report = leaderReport with { CutOff = reader.CutOff() };
                }

                break;
            case FrameKind.JournalGivenUp:
                var (givenUpId, why) = (reader.Int64(), reader.Text());
                if (Find(givenUpId, ref reader) is { } givenUp)
                {
                    (givenUp.State, givenUp.LostReason) = (KeptState.Ending, why);
                }

                break;
            case FrameKind.JournalEnded:
                var (endedId, report) = (reader.Int64(), reader.Report());
                if (Find(endedId, ref reader) is { } ended)
                {
                    (ended.State, ended.Report) = (KeptState.Over, report with { CutOff = reader.CutOff() });
                }

                break;
            case FrameKind.JournalLost:
                var (lostId, reason, seen) = (reader.Int64(), reader.Text(), reader.Report());
                if (Find(lostId, ref reader) is { } lost)
                {
                    (lost.State, lost.LostReason, lost.Report) = (KeptState.Over, reason, seen);
                }

                break;
            case FrameKind.JournalDone:
                attempts.Remove(reader.Int64());
                break;
        }
    }

    /// <summary>One whose intent was damaged is known by the job that its other records name.</summary>
    private KeptAttempt? Find(long id, ref FrameReader reader)
    {
        var job = reader.IsAtEnd ? 0 : reader.Int64();
        if (!attempts.TryGetValue(id, out var attempt) && job != 0)
        {
            attempts[id] = attempt = new KeptAttempt(id, job) { State = KeptState.Spawning, Anchor = anchor };
        }

        return attempt;
    }
}
