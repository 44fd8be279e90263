using System.CommandLine;
using Rota.Cli.Output;
using Rota.Node.Keeper;
using Rota.Store.Queries;

namespace Rota.Cli.Commands;

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
        List<string> broken =
        [
            .. new StoreCheck(queries).Run(),
            .. Oversold(queries),
            .. Doubled(new AttemptMark(state.Path)),
        ];
        List<string> violations = [.. broken, .. new OutputCheck(state, queries).Run()];
        if (cli.Output == OutputMode.Json)
        {
            Invocation.Out.WriteLine(
                Json.Line(json =>
                {
                    json.WriteNumber("version", 1);
                    json.WriteBoolean("ok", violations.Count == 0);
                    json.WriteStartArray("violations");
                    foreach (var violation in violations)
                    {
                        json.WriteStringValue(violation);
                    }

                    json.WriteEndArray();
                })
            );
        }
        else if (cli.Output == OutputMode.Human)
        {
            foreach (var violation in violations)
            {
                Invocation.Out.WriteLine(Plain.Line(violation));
            }

            Invocation.Out.WriteLine(
                violations.Count == 0 ? "ok: every invariant holds"
                : broken.Count > 0 ? $"{Words.Count(broken.Count, "violation")}: stop using this state and report it"
                : $"{Words.Count(violations.Count, "finding")} about output; every other invariant holds"
            );
        }

        return violations.Count == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    /// <summary>What the node's book says when all live attempts are booked again.</summary>
    private static IEnumerable<string> Oversold(JobQueries queries) =>
        Reconstruction
            .Of(queries, null)
            .Ledger.Accounts.Where(account => account.Used > account.Capacity)
            .Select(account => $"{account.Name}: {account.Used} reserved of {account.Capacity}");

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
