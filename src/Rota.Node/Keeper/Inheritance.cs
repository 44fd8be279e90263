using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Reconcile;
using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>
/// What an earlier keeper left, read from its journal. What became of it since, <see cref="Settlement"/> finds out.
/// </summary>
internal sealed class Inheritance
{
    private readonly Dictionary<long, KeptAttempt> attempts = [];
    private AnchorIdentity anchor = AnchorIdentity.Unknown("");

    public List<(long Epoch, ulong Partitions)> Claims { get; } = [];

    public IReadOnlyCollection<KeptAttempt> Attempts => attempts.Values;

    /// <summary>
    /// Those that never were. That must be written down: their files will serve others, and would say that these began.
    /// </summary>
    public List<long> Removed { get; } = [];

    /// <summary>It never was: the daemon may launch it again.</summary>
    public void Remove(KeptAttempt attempt)
    {
        attempts.Remove(attempt.Id);
        Removed.Add(attempt.Id);
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
                attempts[id] = new KeptAttempt(id, reader.Int64())
                {
                    State = KeptState.Spawning,
                    Anchor = anchor,
                    Started = new Instant(reader.Int64()),
                    Scratch = reader.Int32(),
                    IntendedTicks = reader.Int64(),
                    Stop = reader.IsAtEnd ? StopPolicy.Default : reader.Stop(),
                };
                break;
            case FrameKind.JournalStarted when attempts.TryGetValue(reader.Int64(), out var started):
                started.State = KeptState.Running;
                started.Pid = reader.Int32();
                started.StartTicks = reader.Int64();
                started.Started = new Instant(reader.Int64());
                break;
            case FrameKind.JournalLeaderEnded when attempts.TryGetValue(reader.Int64(), out var ending):
                ending.State = KeptState.Ending;
                ending.LeaderEndTicks = reader.Int64();
                ending.Report = reader.Report();
                break;
            case FrameKind.JournalEnded when attempts.TryGetValue(reader.Int64(), out var ended):
                ended.State = KeptState.Over;
                ended.Report = reader.Report();
                break;
            case FrameKind.JournalLost when attempts.TryGetValue(reader.Int64(), out var lost):
                lost.State = KeptState.Over;
                lost.LostReason = reader.Text();
                lost.Report = reader.IsAtEnd ? new ExitReport { Ended = lost.Started } : reader.Report();
                break;
            case FrameKind.JournalDone:
                attempts.Remove(reader.Int64());
                break;
        }
    }
}
