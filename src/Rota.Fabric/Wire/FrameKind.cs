namespace Rota.Fabric.Wire;

/// <summary>The frames of the keeper's socket and journal. Numbers are stored: never renumber.</summary>
public enum FrameKind : byte
{
    /// <summary>Daemon: epoch, partitions, which greeting, whether it answers <see cref="Renew"/>. All is told.</summary>
    Hello = 1,

    /// <summary>Daemon: number, environment, settings. Named by launches of this connection.</summary>
    Context = 2,

    /// <summary>Daemon: a <see cref="LaunchOrder"/>. The keeper answers it.</summary>
    Launch = 3,

    /// <summary>Daemon: attempt, job. Start it though no place was freed.</summary>
    Promote = 4,

    /// <summary>Daemon: attempt, job. Forget it unless it has started.</summary>
    Withdraw = 5,

    /// <summary>Daemon: attempt that is to end, as its order says; its job.</summary>
    Stop = 6,

    /// <summary>Daemon: attempt whose end is committed; the keeper may forget it.</summary>
    Acknowledge = 7,

    /// <summary>Daemon: what the keeper may have forgotten of its partitions is settled.</summary>
    Settled = 8,

    /// <summary>Node: what its machine has. The keeper answers <see cref="Census"/>.</summary>
    CensusWanted = 9,

    /// <summary>Reader: file of output, job, number, from where, how much. Answered by <see cref="Output"/>.</summary>
    OutputWanted = 10,

    /// <summary>Daemon: the stamp of a <see cref="Renew"/>: it owned its partitions after that had come.</summary>
    Renewed = 11,

    /// <summary>Keeper: attempt, that waits for a place or for its spawn.</summary>
    Waiting = 20,

    /// <summary>Keeper: attempt, pid, start in microseconds, predecessor, number of its output files.</summary>
    Started = 21,

    /// <summary>Keeper: attempt, successor, report, what it reported of its work.</summary>
    Ended = 22,

    /// <summary>Keeper: attempt that was taken back.</summary>
    Withdrawn = 23,

    /// <summary>Keeper: attempt, reason, report, what it reported of its work. Nobody knows its exit code.</summary>
    Lost = 24,

    /// <summary>
    /// Keeper: that was all; partitions it may have forgotten attempts of; a sentence, or none; the highest attempt.
    /// </summary>
    SnapshotEnd = 25,

    /// <summary>Keeper: reason. It refuses this daemon: a later one has spoken.</summary>
    Refused = 26,

    /// <summary>Keeper: a sentence for people: starts are held back, and why; empty when they go on.</summary>
    Notice = 27,

    /// <summary>Keeper: a sentence for people: tasks start, but not quite as they should.</summary>
    Remark = 28,

    /// <summary>Keeper: attempt. It holds the attempt that was launched.</summary>
    ClaimAccepted = 29,

    /// <summary>Keeper: attempt. It holds it since an earlier launch; its status is the next frame.</summary>
    ClaimDuplicate = 30,

    /// <summary>Keeper: attempt, reason, asked, free, holder, microseconds until another try, of what.</summary>
    ClaimRefused = 31,

    /// <summary>Keeper: how many attempts run, and how many are on their way to that.</summary>
    Census = 32,

    /// <summary>Keeper: how long a file of output is, or -1 where it is not there; bytes of it.</summary>
    Output = 33,

    /// <summary>Keeper: a stamp. Whoever still owns its partitions gives it back.</summary>
    Renew = 34,

    /// <summary>Node: it brings inputs here, and outputs home. Each <see cref="FileWant"/> is told to it.</summary>
    FilesOffered = 12,

    /// <summary>Keeper: a <see cref="FileWant"/>.</summary>
    FilesWanted = 35,

    /// <summary>Node: what became of a want, a <see cref="FileMove"/>.</summary>
    FilesMoved = 13,

    /// <summary>Journal: epoch.</summary>
    JournalClaim = 40,

    /// <summary>
    /// Journal: attempt, job, at, number of its output files, ticks, how it is stopped. Written before its process
    /// exists.
    /// </summary>
    JournalIntent = 41,

    /// <summary>Journal: attempt, pid, start ticks, started at.</summary>
    JournalStarted = 42,

    /// <summary>Journal: attempt, report. Written before its process is reaped.</summary>
    JournalEnded = 43,

    /// <summary>Journal: attempt, reason, report.</summary>
    JournalLost = 44,

    /// <summary>Journal: attempt. Its end is committed.</summary>
    JournalDone = 45,

    /// <summary>Journal: boot id, pid, start ticks of the anchor whose keeper wrote the intents after it.</summary>
    JournalAnchor = 46,

    /// <summary>
    /// Journal: attempt, ticks at which its leader had ended, report. Processes of it live on, or its output is not
    /// kept yet.
    /// </summary>
    JournalLeaderEnded = 47,

    /// <summary>
    /// Journal: attempt, reason, job. Nobody will know how it ended, and processes of it may live on, which are ended.
    /// </summary>
    JournalGivenUp = 49,

    /// <summary>Journal: partitions of which attempts may be missing in it.</summary>
    JournalGap = 48,

    /// <summary>Journal: boot id, partitions, when their owner was heard of, in microseconds since boot.</summary>
    JournalRenewed = 50,

    /// <summary>Journal: the highest attempt that a home elsewhere has named.</summary>
    JournalHighest = 51,

    /// <summary>Anchor: pid, start ticks, boot id, at, code, signal, cpu, peak.</summary>
    AnchorExit = 60,

    /// <summary>Anchor: boot id, its pid, its start ticks. That is all it saw before this keeper started.</summary>
    AnchorSynced = 61,

    /// <summary>Node to home: a <see cref="Nodes.NodeAnnouncement"/>.</summary>
    Announcement = 80,

    /// <summary>Home to node: number. It is to open a line of that number, and lead it to its keeper.</summary>
    LineWanted = 81,
}
