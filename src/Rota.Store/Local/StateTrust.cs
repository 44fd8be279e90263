using Rota.Linux.Files;

namespace Rota.Store.Local;

/// <summary>
/// Refuses a state that is not this user's alone: whoever can write in it has his commands run by its owner.
/// </summary>
internal static class StateTrust
{
    /// <summary>Looks at the directory itself.</summary>
    /// <exception cref="StoreException"><see cref="StoreFailure.Unsafe"/>, with the remedy.</exception>
    public static void Refuse(string state, FileRights facts)
    {
        if (facts.Owner != Account.Me)
        {
            throw Unsafe(
                $"{state} belongs to {Account.Describe(facts.Owner)}, and you are {Account.Describe(Account.Me)}: "
                    + $"its jobs would run as you. Run as its owner: sudo -u {Account.NameOf(facts.Owner)} rota ..., "
                    + "or name a state of yours with --state DIR. "
                    + $"If it is to be yours: chown -R {Account.NameOf(Account.Me)} {state}"
            );
        }

        if (facts.IsOpen)
        {
            throw Unsafe(
                $"{state} is open to other users, and it holds commands and environments. Close it: chmod 700 {state}"
            );
        }
    }

    /// <summary>
    /// Looks at what lies in the directory, which others may have written while it was open to them: files that are
    /// read or followed, and the directories of keeper, jobs and live output.
    /// </summary>
    /// <exception cref="StoreException"><see cref="StoreFailure.Unsafe"/>, with the remedy.</exception>
    public static void RefuseContents(StateDirectory state)
    {
        Look(state.Path, state, isForTasks: false);
        Look(state.Keeper, state, isForTasks: false);
        Look(state.Live, state, isForTasks: true);
    }

    /// <param name="directory">Where to look.</param>
    /// <param name="state">The state.</param>
    /// <param name="isForTasks">Whether tasks write here too, with modes and links of their choice.</param>
    private static void Look(string directory, StateDirectory state, bool isForTasks)
    {
        if (FileRights.Of(directory) is not { IsDirectory: true })
        {
            return;
        }

        foreach (var entry in Directory.EnumerateFileSystemEntries(directory))
        {
            // Rota never reads the one; the other is gone by now, for processes of this state work here.
            if (entry == state.GitIgnore || FileRights.Of(entry) is not { } facts)
            {
                continue;
            }

            // Where root serves many, what a task writes to belongs to whose task it is.
            if (facts.Owner != Account.Me && !(isForTasks && state.PlacesOf(null).AreOfMany))
            {
                throw Unsafe(
                    $"{entry} belongs to {Account.Describe(facts.Owner)}, "
                        + $"in a state of {Account.Describe(Account.Me)}. "
                        + "If you know what it is, make it yours: "
                        + $"sudo chown -hR {Account.NameOf(Account.Me)} {state.Path}; "
                        + "else name another state with --state DIR"
                );
            }

            if (!isForTasks && facts.IsLink)
            {
                throw Unsafe(
                    $"{entry} is a symbolic link, and a state holds its files itself. "
                        + "Put what it leads to in its place, or name another state with --state DIR"
                );
            }

            if (!isForTasks && !facts.IsLink && (facts.IsGroupWritable || facts.IsWorldWritable))
            {
                throw Unsafe(
                    $"{entry} can be written by other users. If you know what is in it, close it: chmod go= {entry}; "
                        + "else name another state with --state DIR"
                );
            }
        }
    }

    private static StoreException Unsafe(string message) => new(StoreFailure.Unsafe, message);
}
