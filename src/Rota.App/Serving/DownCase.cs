using System.Diagnostics;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Linux.Processes;
using Rota.Store;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.App.Serving;

/// <summary>Ends the daemon and the extra runners of a state. Running tasks run on.</summary>
public static class DownCase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookPace = TimeSpan.FromMilliseconds(20);

    /// <summary>Ends them, and waits until they have.</summary>
    /// <exception cref="ProblemException">Nobody serves the state, or somebody does not end.</exception>
    public static DownView End(Site site)
    {
        var home = site.Open();
        Served.RefuseElsewhere(home);
        using var queries = home.Read();
        if (queries.Frame.ServedElsewhere is { } place)
        {
            return EndStandby(home.State, place);
        }

        var isUp = queries.Frame.IsServingAll;

        // A daemon that was killed left its flag; what lives of it is ended all the same.
        var pids = Pids(home.State, queries, isUp);
        if (!isUp && pids.Count == 0)
        {
            throw NotUp(home.State);
        }

        foreach (var pid in pids)
        {
            ProcessTable.Terminate(pid);
        }

        AwaitEnd(home.State, pids);
        if (queries.Frame.IsServingAll)
        {
            Forget(home, pids.Count);
        }

        return new DownView(pids.Count, queries.Frame.LiveCount) { Orphans = isUp ? [] : [.. pids.Order()] };
    }

    /// <summary>Ends who waits to serve the home. What another machine serves is ended there.</summary>
    private static DownView EndStandby(StateDirectory state, string place)
    {
        if (Holder(state) is not { } pid)
        {
            throw new ProblemException(
                ProblemCodes.NotUp,
                $"nothing here serves the home: {place} does",
                "end that there: rota down"
            );
        }

        ProcessTable.Terminate(pid);
        AwaitEnd(state, [pid]);
        return new DownView(1, 0);
    }

    /// <summary>
    /// The runners, and the daemon. A run in the foreground is no part of it, unless it has taken turns beside them.
    /// </summary>
    private static HashSet<int> Pids(StateDirectory state, IHomeReader queries, bool isUp)
    {
        var pids = Served.Members(queries).Select(member => member.Pid).ToHashSet();
        if (Holder(state) is { } holder)
        {
            _ = isUp ? pids.Add(holder) : pids.Remove(holder);
        }

        return pids;
    }

    private static int? Holder(StateDirectory state) =>
        int.TryParse(FileLock.HolderOf(state.ServeLock), out var pid) ? pid : null;

    private static ProblemException NotUp(StateDirectory state) =>
        Holder(state) is { } pid
            ? new(
                ProblemCodes.NotUp,
                $"no daemon serves this state; pid {pid} runs jobs of it in the foreground",
                "end it there with Ctrl-C, or with kill: what it started runs on, and rota resume takes it up"
            )
            : new(ProblemCodes.NotUp, "no daemon serves this state", "start one: rota up --detach");

    /// <summary>Nobody serves any more. Where that cannot be written, the processes are ended all the same.</summary>
    private static void Forget(IHome home, int ended)
    {
        try
        {
            using var submissions = home.Submissions();
            submissions.WantAll(false);
        }
        catch (StoreException error) when (error.Failure is StoreFailure.ReadOnly or StoreFailure.DiskFull)
        {
            throw new ProblemException(
                ProblemCodes.NotNoted,
                $"ended {Words.Count(ended, "process")}, but that cannot be noted: {error.Message}",
                "then: rota down once more; until then commands take the daemon for one that was killed"
            );
        }
    }

    private static void AwaitEnd(StateDirectory state, HashSet<int> pids)
    {
        var started = Stopwatch.GetTimestamp();
        while (pids.Any(pid => ProcessTable.Find(pid) is { IsZombie: false }))
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                throw new ProblemException(
                    ProblemCodes.StillUp,
                    $"not ended after {Patience.TotalSeconds:0} s: pid {string.Join(", ", pids)} of {state.Path}",
                    "end it by force: kill -9; no job is lost by it"
                );
            }

            Thread.Sleep(LookPace);
        }
    }
}
