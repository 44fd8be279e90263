using Rota.App.Local;
using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Linux.Processes;
using Rota.Node.Keeper.Processes;
using Rota.Runners.Turns;
using Rota.Store.Home;

namespace Rota.App.Upkeep;

/// <summary>Makes a state of a backup, proven before it gets its name.</summary>
public static class RestoreCase
{
    /// <summary>Makes it. The state of the site has no part in it.</summary>
    /// <exception cref="ProblemException">
    /// The file cannot be used, something is where the state would be, or what the file holds is not sound.
    /// </exception>
    public static RestoreView Make(Site site, RestoreRequest request)
    {
        var (source, target) = (Utf8Path.Of(request.File), Utf8Path.Of(request.Directory));
        NamedFile.Open(source, "name what rota backup wrote").Dispose();
        RefuseTaken(target);
        using var restore = site.Homes.Restore(target);
        var (state, missing) = restore.Unpack(source);
        var home = site.Homes.Of(state).By(site.Author with { At = site.Now });
        Withhold(home);
        var lost = Lose(home, site.Now);
        Prove(home, source);
        restore.Finish();
        return new RestoreView(target, lost) { Missing = missing };
    }

    /// <summary>What waited to be sent when the backup was taken was sent from the state that it is of.</summary>
    private static void Withhold(IHome home)
    {
        using var outbox = home.Outbox();
        outbox.Withhold();
    }

    private static int Lose(IHome home, Instant now)
    {
        using var store = home.Turns();
        return RestoredAttempts.Lose(store, now);
    }

    private static void RefuseTaken(string target)
    {
        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new ProblemException(
                ProblemCodes.TargetExists,
                $"{target} is there already, and nothing of it is overwritten",
                "name a directory that is not there, or move this one away first"
            );
        }

        var mark = new AttemptMark(target);
        var living = ProcessTable
            .All()
            .Where(process => !process.IsZombie && mark.AttemptOf(ProcessTable.MarkerOf(process.Pid)) is not null)
            .Select(process => process.Pid)
            .ToArray();
        if (living.Length > 0)
        {
            throw new ProblemException(
                ProblemCodes.TasksLive,
                $"tasks of a state that was at {target} still run: pid {string.Join(", ", living.Take(8))}",
                "end them first, or name another directory"
            );
        }
    }

    private static void Prove(IHome home, string source)
    {
        using var queries = home.Read();
        string[] violations = [.. queries.Proof.Run(), .. queries.Proof.Output()];
        if (violations.Length > 0)
        {
            throw new ProblemException(
                StoreProblems.Damaged,
                $"what {source} holds is not sound; nothing was restored",
                [.. violations.Select(Plain.Line), "take another backup"]
            );
        }
    }
}
