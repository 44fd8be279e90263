using Rota.Core.Slots;
using Rota.Node.Runners;
using Rota.Store;
using Rota.Store.Queries;
using Rota.Store.Sqlite;

namespace Rota.Cli.Service;

/// <summary>Who serves a state.</summary>
internal static class Served
{
    /// <summary>Whether any process runs the jobs of this state.</summary>
    public static bool IsServed(StateDirectory state)
    {
        if (FileLock.IsHeld(state.ServeLock))
        {
            return true;
        }

        if (!File.Exists(state.Database))
        {
            return false;
        }

        using var queries = new JobQueries(state);
        return Members(state, queries).Count > 0;
    }

    /// <summary>Whether a daemon is there that runs what is submitted, and fires what is scheduled.</summary>
    public static bool IsServingAll(StateDirectory state)
    {
        using var queries = new JobQueries(state);
        return queries.IsServingAll && Members(state, queries).Count > 0;
    }

    /// <summary>
    /// The runners of the frame whose processes live. Of another pid namespace nobody here can tell which do: all.
    /// </summary>
    public static IReadOnlyList<Member> Members(StateDirectory state, JobQueries queries) =>
        IsElsewhere(state, queries)
            ? queries.Frame().Members
            : [.. queries.Frame().Members.Where(member => Liveness.IsAlive(member))];

    /// <summary>Ends a command that would serve, or end those who do, from another pid namespace than theirs.</summary>
    public static void RefuseElsewhere(StateDirectory state)
    {
        if (!File.Exists(state.Database))
        {
            return;
        }

        using var queries = new JobQueries(state);
        if (IsElsewhere(state, queries))
        {
            throw MembersLock.Refusal(state);
        }
    }

    private static bool IsElsewhere(StateDirectory state, JobQueries queries) =>
        MembersLock.IsHeldElsewhere(state, OwnNamespaces.Pids, () => queries.PidSpace);
}
