using System.CommandLine;
using Rota.App.Explaining;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.App.Wording;
using Rota.Cli.Invoking;
using Rota.Cli.Rendering;
using Rota.Core.Placement;
using Rota.Linux.Processes;
using Rota.Node.Keeper.Processes;
using Rota.Store.Sqlite.Queries;

namespace Rota.Cli.Verbs.Upkeep;

/// <summary><c>rota check</c>: proves the invariants over what is stored and what lives.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Prove the invariants over the stored state; exit 1 when one is broken");
        command.SetAction(parsed => Check(new Invocation(parsed)));
        return command;
    }

    private static int Check(Invocation cli)
    {
        var state = cli.OpenState();
        using var queries = new JobQueries(state);
        List<string> broken = [.. new StoreCheck(queries).Run(), .. Doubled(new AttemptMark(state.Path))];
        var isDamaged = broken.Exists(StoreCheck.IsDamage);
        string[] notes = isDamaged ? [] : [.. Overbooked(queries)];
        List<string> violations = [.. broken, .. isDamaged ? [] : new OutputCheck(state, queries).Run()];
        if (cli.Output == OutputMode.Json)
        {
            Screen.Out.WriteLine(
                Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteBoolean("ok", violations.Count == 0);
                    json.WriteStrings("violations", violations);
                    json.WriteStrings("notes", notes);
                })
            );
        }
        else if (cli.Output == OutputMode.Human)
        {
            foreach (var line in violations.Concat(notes.Select(note => "note: " + note)))
            {
                Screen.Out.WriteLine(Plain.Line(line));
            }

            Screen.Out.WriteLine(
                violations.Count == 0 ? "ok: every invariant holds"
                : broken.Count > 0 ? $"{Words.Count(broken.Count, "violation")}: stop using this state and report it"
                : $"{Words.Count(violations.Count, "finding")} about output; every other invariant holds"
            );
        }

        return violations.Count == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    /// <summary>
    /// What is beyond a limit that was lowered, or a machine that became smaller, while it ran: rightly sold, and
    /// over when enough of it has ended.
    /// </summary>
    private static IEnumerable<string> Overbooked(JobQueries queries) =>
        from account in Reconstruction.Of(queries, null).Ledger.Accounts
        where account.IsOverdrawn
        let amounts = (Used: Units.Show(account.Name, account.Used), Limit: Units.Show(account.Name, account.Capacity))
        let excess = Units.Show(account.Name, account.Used - account.Capacity)
        select $"{account.Name}: {amounts.Used} of {amounts.Limit} in use, "
            + "because there was more when it was reserved. "
            + $"What runs goes on, and nothing starts on it until more than {excess} of it is given back";

    /// <summary>Two processes that carry the mark of the same attempt, each the leader of a session.</summary>
    private static IEnumerable<string> Doubled(AttemptMark mark) =>
        ProcessTable
            .All()
            .Where(process => process.Session == process.Pid && !process.IsZombie)
            .Select(process => mark.AttemptOf(ProcessTable.MarkerOf(process.Pid)))
            .OfType<long>()
            .GroupBy(attempt => attempt)
            .Where(processes => processes.Count() > 1)
            .Select(processes => $"attempt {processes.Key} has {processes.Count()} processes that lead a session");
}
