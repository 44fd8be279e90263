using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.Store.Memory.Tables;

/// <summary>What is committed, who may write, and which runners have joined.</summary>
internal sealed class CommittedTables(StateDirectory state)
{
    private readonly Lock gate = new();
    private readonly HashSet<IHomeStore> members = [];
    private volatile HomeTables? now;

    /// <summary>The state that it is the home of.</summary>
    public StateDirectory State => state;

    /// <summary>What is committed; null for a home that was never made.</summary>
    public HomeTables? Now => now;

    /// <summary>How often something was committed.</summary>
    public long Commits { get; private set; }

    /// <summary>Held around every write.</summary>
    public SemaphoreSlim WriteLock { get; } = new(1, 1);

    /// <summary>Makes the home where it is missing.</summary>
    public HomeTables Make()
    {
        lock (gate)
        {
            return now ??= HomeTables.New;
        }
    }

    /// <summary>Puts a changed state in place of the one of before. Called with the write lock held.</summary>
    /// <returns>Whether anything is different.</returns>
    public bool Commit(HomeTables changed)
    {
        if (ReferenceEquals(changed, now))
        {
            return false;
        }

        now = changed;
        Commits++;
        return true;
    }

    /// <summary>Goes back to an earlier state.</summary>
    public void SetBack(HomeTables? earlier)
    {
        now = earlier;
        Commits++;
    }

    /// <summary>A runner joins, and is a member as long as its store is open.</summary>
    /// <param name="store">The store of the runner.</param>
    /// <param name="isSameSpace">Whether the members of before can be seen from where it is.</param>
    /// <returns>Whether it may: not while members are there that it cannot see.</returns>
    public bool TryEnter(IHomeStore store, bool isSameSpace)
    {
        lock (gate)
        {
            return (isSameSpace || members.All(member => member == store))
                && (members.Contains(store) || members.Add(store));
        }
    }

    /// <summary>The store of a runner is closed.</summary>
    public void Leave(IHomeStore store)
    {
        lock (gate)
        {
            members.Remove(store);
        }
    }

    /// <summary>Whether any runner that joined has its store open.</summary>
    public bool HasMembers
    {
        get
        {
            lock (gate)
            {
                return members.Count > 0;
            }
        }
    }
}
