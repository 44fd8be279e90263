using System.Diagnostics.CodeAnalysis;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Lines;

namespace Rota.Node.Keeper.Table;

/// <summary>
/// The attempts that a keeper holds. What happens to one, what is journaled of it and what is told of it go under one
/// gate, so that the three never part. Members that say so are called under the gate.
/// </summary>
internal sealed class AttemptTable(KeeperLink link)
{
    private readonly Dictionary<long, KeptAttempt> attempts = [];
    private readonly Dictionary<int, KeptAttempt> byPid = [];
    private readonly List<KeptAttempt> ending = [];

    /// <summary>
    /// Taken before the lock of the queue or the link, never after. A monitor, because a Lock yields and yields while
    /// another thread writes the journal.
    /// </summary>
    public object Gate { get; } = new();

    /// <summary>Which epochs partitions were claimed in. Under the gate.</summary>
    public Claims Claims { get; } = new();

    /// <summary>Those that wait for a place. Under the gate.</summary>
    public WaitingByShape WaitingByShape { get; } = new();

    /// <summary>The numbers of those that run. Under the gate.</summary>
    public JobSlots Slots { get; } = new();

    /// <summary>What they hold of the machine. Under the gate.</summary>
    public NodeBook Book { get; } = new();

    /// <summary>Hears of each that is given back. Called under the gate.</summary>
    public Action<KeptAttempt>? TakenBack { get; set; }

    /// <summary>How many a spawner has in hand. Under the gate.</summary>
    public int Spawning { get; set; }

    /// <summary>All of them. Under the gate.</summary>
    public IReadOnlyCollection<KeptAttempt> All => attempts.Values;

    /// <summary>Whether nothing lives and nothing waits.</summary>
    public bool IsIdle
    {
        get
        {
            lock (Gate)
            {
                return attempts.Values.All(attempt => attempt.State == KeptState.Over);
            }
        }
    }

    /// <summary>Takes in what an earlier keeper left.</summary>
    public void Restore(IEnumerable<KeptAttempt> known, IEnumerable<(long Epoch, ulong Partitions)> claims)
    {
        lock (Gate)
        {
            foreach (var (epoch, partitions) in claims)
            {
                Claims.Note(epoch, partitions);
            }

            // One whose leader has ended may have passed its place on to one that runs.
            foreach (var attempt in known.OrderByDescending(attempt => attempt.State == KeptState.Running))
            {
                Add(attempt);
                if (attempt.State is KeptState.Running or KeptState.Ending)
                {
                    Book.Take(attempt.Id, attempt.Terms.Takes);
                }

                if (attempt.State == KeptState.Running)
                {
                    Slots.Restore(attempt);
                    Live(attempt);
                }
                else if (attempt.State == KeptState.Ending)
                {
                    Slots.Restore(attempt);
                    End(attempt);
                }
            }
        }
    }

    /// <summary>Under the gate.</summary>
    public void Add(KeptAttempt attempt) => attempts.Add(attempt.Id, attempt);

    /// <summary>Under the gate.</summary>
    public bool TryFind(long id, [NotNullWhen(true)] out KeptAttempt? attempt) => attempts.TryGetValue(id, out attempt);

    /// <summary>Under the gate.</summary>
    public void Remove(long id) => attempts.Remove(id);

    /// <summary>Its pid names its process from now on. Under the gate.</summary>
    public void Live(KeptAttempt attempt)
    {
        attempt.State = KeptState.Running;
        byPid[attempt.Pid] = attempt;
    }

    /// <summary>Whose process this is. Under the gate.</summary>
    public KeptAttempt? OfPid(int pid) => byPid.GetValueOrDefault(pid);

    /// <summary>Its pid may name another process from now on, or does already. Under the gate.</summary>
    public void ReleasePid(KeptAttempt attempt)
    {
        if (OfPid(attempt.Pid) == attempt)
        {
            byPid.Remove(attempt.Pid);
        }
    }

    /// <summary>Gives an attempt back to the daemon that has no process yet. Under the gate.</summary>
    public void TakeBack(KeptAttempt attempt)
    {
        if (attempt.State == KeptState.Waiting)
        {
            WaitingByShape.Remove(attempt);
        }

        Slots.Release(attempt);
        Book.Release(attempt.Id);

        // A queued one stays in the queue; its state tells the spawner to pass over it.
        attempt.State = KeptState.Over;
        attempts.Remove(attempt.Id);
        link.Withdrawn(attempt);
        TakenBack?.Invoke(attempt);
    }

    /// <summary>
    /// The attempt whose session this is or was, for a process that began at that time. Under the gate.
    /// </summary>
    public KeptAttempt? OfSession(int session, long startTicks) =>
        OfPid(session) is { } leader && startTicks >= leader.StartTicks
            ? leader
            // Its number may name another session by now; what began before its leader ended is of the old one.
            : ending.Find(attempt =>
                attempt.Pid == session
                && (startTicks < attempt.LeaderEndTicks || PlantedBug.Is(PlantedBug.SessionByNumber))
            );

    /// <summary>Its leader has ended, its number may come to name another process. Under the gate.</summary>
    public void End(KeptAttempt attempt)
    {
        attempt.State = KeptState.Ending;
        ending.Add(attempt);
    }

    /// <summary>All of it has ended, or is taken for it. Under the gate.</summary>
    public void Over(KeptAttempt attempt)
    {
        attempt.State = KeptState.Over;
        Slots.Release(attempt);
        Book.Release(attempt.Id);
        ending.Remove(attempt);
    }

    /// <summary>Those that are not over though their leader has ended, as they are now.</summary>
    public KeptAttempt[] Ending()
    {
        lock (Gate)
        {
            return [.. ending];
        }
    }

    /// <summary>Attempts that have processes, as they are now.</summary>
    public KeptAttempt[] Live()
    {
        lock (Gate)
        {
            return [.. attempts.Values.Where(attempt => attempt.State is KeptState.Running or KeptState.Ending)];
        }
    }

    /// <summary>Whether an attempt is known whose end is not committed yet.</summary>
    public bool Holds(long id)
    {
        lock (Gate)
        {
            return attempts.ContainsKey(id);
        }
    }

    /// <summary>Whether an attempt has processes or is about to. Under the gate.</summary>
    public static bool IsLive(KeptAttempt attempt) =>
        attempt.State is KeptState.Spawning or KeptState.Running or KeptState.Ending;
}
