using Rota.Node.Hosting;

namespace Rota.Node.Keeper;

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
    public bool HasAnyOf(KeptAttempt attempt) => Any(origin => origin.Attempt == attempt);

    /// <summary>Whether one lives that no attempt speaks for.</summary>
    public bool HasStray => Any(origin => origin.IsStray);

    /// <summary>Lets one go that has ended.</summary>
    public void Reap(int pid)
    {
        lock (gate)
        {
            kernel.Reap(pid);
        }
    }

    private bool Any(Predicate<Origin> isWanted)
    {
        var before = All;
        while (before.Count > 0)
        {
            var hasEnded = false;
            foreach (var pid in before)
            {
                var process = kernel.Find(pid);
                if (process is { IsZombie: false } living && isWanted(origins.Of(living, isAdopted: false)))
                {
                    return true;
                }

                hasEnded |= process is not { IsZombie: false };
            }

            // One that ended after the list was read has handed its children over since then.
            var after = hasEnded ? All : before;
            if (after.SequenceEqual(before))
            {
                return false;
            }

            before = after;
        }

        return false;
    }
}
