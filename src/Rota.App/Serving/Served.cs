using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Slots;
using Rota.Runners.Members;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Rules;

namespace Rota.App.Serving;

/// <summary>Who serves a state.</summary>
internal static class Served
{
    /// <summary>Whether any process runs the jobs of this state.</summary>
    public static bool IsServed(IHome home)
    {
        if (!home.Exists)
        {
            return false;
        }

        using var queries = home.Read();
        return By(home.State, queries) is not null;
    }

    /// <summary>Whether a daemon is there that runs what is submitted, and fires what is scheduled.</summary>
    public static bool IsServingAll(IHome home)
    {
        using var queries = home.Read();
        return queries.Frame.IsServingAll && Members(queries).Count > 0;
    }

    /// <summary>The process that runs jobs of this state; null for nobody.</summary>
    public static Server? By(StateDirectory state, IHomeReader queries)
    {
        if (queries.Frame.ServedElsewhere is { } place)
        {
            return new Server(ServerKind.Elsewhere, null, null) { Place = place };
        }

        var isElsewhere = IsElsewhere(queries);
        if (FileLock.HolderOf(state.ServeLock) is { } holder)
        {
            return isElsewhere || !int.TryParse(holder, out var pid)
                ? new Server(ServerKind.Elsewhere, null, null)
                : new Server(queries.Frame.IsServingAll ? ServerKind.Daemon : ServerKind.Run, pid, Signed(state));
        }

        return Members(queries) is not [var member, ..] ? null
            : isElsewhere ? new Server(ServerKind.Elsewhere, null, null)
            : new Server(ServerKind.Runner, member.Pid, null);
    }

    /// <summary>A process that runs jobs of this state beside this one, which does too; null for none.</summary>
    public static Server? Beside(IHomeReader queries) =>
        Members(queries).FirstOrDefault(member => member.Pid != Environment.ProcessId) is { } other
            ? new Server(ServerKind.Runner, other.Pid, null)
            : null;

    /// <summary>What keeps a second one from serving, and what to do about it.</summary>
    public static ProblemException Refusal(Server? server)
    {
        var since = server?.Since is { } at ? $", since {Words.Time(at)}" : "";
        return server switch
        {
            { Kind: ServerKind.Run, Pid: var pid } => new(
                ProblemCodes.Served,
                $"a run in the foreground has this state: pid {pid}{since}",
                "wait for it, or end it there with Ctrl-C: what it started runs on. Then: rota up"
            ),
            _ => new(
                ProblemCodes.Served,
                $"a daemon serves this state already: pid {server?.Pid?.ToString() ?? "?"}{since}",
                "look at it: rota slots; end it: rota down; add a runner to it: rota runner"
            ),
        };
    }

    /// <summary>
    /// The runners of the frame whose processes live. Of another machine or pid namespace nobody here can tell: all.
    /// </summary>
    public static IReadOnlyList<Member> Members(IHomeReader queries) =>
        queries.Frame.ServedElsewhere is not null || IsElsewhere(queries)
            ? queries.Frame.Current.Members
            : [.. queries.Frame.Current.Members.Where(member => Liveness.IsAlive(member))];

    /// <summary>Ends a command that would serve, or end those who do, from another pid namespace than theirs.</summary>
    public static void RefuseElsewhere(IHome home)
    {
        if (!home.Exists)
        {
            return;
        }

        using var queries = home.Read();
        if (IsElsewhere(queries))
        {
            throw JoinRule.RefusalElsewhere(home.State.Path);
        }
    }

    private static bool IsElsewhere(IHomeReader queries) => queries.Frame.IsHeldElsewhere(OwnNamespaces.Pids);

    /// <summary>The lock was signed when it was taken.</summary>
    private static Instant Signed(StateDirectory state) =>
        Instant.From(new DateTimeOffset(File.GetLastWriteTimeUtc(state.ServeLock)));
}
