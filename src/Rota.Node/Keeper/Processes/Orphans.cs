using Rota.Node.Keeper.Attempts;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Processes;

/// <summary>
/// The processes that came to this keeper because their parents died. Whatever is left of an attempt whose leader has
/// ended hangs below one of these: a process either has a living parent of the same attempt, or has come here. So none
/// here means none at all, and that costs one read.
/// </summary>
internal sealed class Orphans(Origins origins, IKernel kernel)
{
    // The list may pass over one while another is let go: these two never happen at once.
    private readonly Lock gate = new();

    /// <summary>Their ids, as they are now.</summary>
    public IReadOnlyCollection<int> All
    {
        get
        {
            lock (gate)
            {
                return kernel.Orphans();
            }
        }
    }

    /// <summary>Whether something of an attempt lives on whose leader has ended.</summary>
    public bool HasAnyOf(KeptAttempt attempt) => Look(origin => origin.Attempt == attempt);

    /// <summary>Whether one lives that no attempt speaks for.</summary>
    public bool HasStray => Look(origin => origin.IsStray);

    /// <summary>The attempts of which something lives here.</summary>
    public IReadOnlySet<KeptAttempt> Living()
    {
        var living = new HashSet<KeptAttempt>();
        _ = Look(origin =>
        {
            if (origin.Attempt is { } attempt)
            {
                living.Add(attempt);
            }

            return false;
        });
        return living;
    }

    /// <summary>Lets a child go that has ended.</summary>
    public void Reap(int pid)
    {
        lock (gate)
        {
            kernel.Reap(pid);
        }

        origins.Forget(pid);
    }

    /// <summary>
    /// Looks at each of them until one is what is looked for. One that ends meanwhile hands its children over: who came
    /// since the list was read is looked at too, until nobody did.
    /// </summary>
    private bool Look(Predicate<Origin> isWanted)
    {
        var seen = new HashSet<int>();
        while (All is { Count: > 0 } now)
        {
            var hasNew = false;
            foreach (var pid in now.Where(seen.Add))
            {
                hasNew = true;
                if (
                    !origins.IsLeader(pid)
                    && kernel.Find(pid) is { IsZombie: false } process
                    && isWanted(origins.Of(process, isAdopted: false))
                )
                {
                    return true;
                }
            }

            if (!hasNew)
            {
                return false;
            }
        }

        return false;
    }
}
