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
        return Members(queries).Count > 0;
    }

    /// <summary>Whether a daemon is there that runs what is submitted, and fires what is scheduled.</summary>
    public static bool IsServingAll(StateDirectory state)
    {
        using var queries = new JobQueries(state);
        return queries.IsServingAll && Members(queries).Count > 0;
    }

    /// <summary>The runners of the frame whose processes live.</summary>
    public static IReadOnlyList<Member> Members(JobQueries queries) =>
        [.. queries.Frame().Members.Where(member => Liveness.IsAlive(member))];
}
