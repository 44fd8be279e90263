using Rota.App.Explaining;
using Rota.App.Wording;
using Rota.Core.Bytes;
using Rota.Linux.Processes;
using Rota.Node.Keeper.Processes;
using Rota.Node.Machine;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.App.Checking;

/// <summary>Proves the invariants over what is stored and what lives.</summary>
public static class StateProof
{
    /// <summary>All of them.</summary>
    public static CheckReport Run(Site site)
    {
        var home = site.Open();
        using var queries = home.Read();
        List<string> broken = [.. queries.Proof.Run(), .. Doubled(new AttemptMark(home.State.Path))];
        var isDamaged = broken.Exists(queries.Proof.IsDamage);
        string[] notes = isDamaged ? [] : [.. Overbooked(home.State, queries, site.Node)];
        List<string> violations = [.. broken, .. isDamaged ? [] : queries.Proof.Output()];
        return new CheckReport(
            violations.Count == 0,
            [.. violations.Select(ByteText.Visible)],
            [.. notes.Select(ByteText.Visible)]
        )
        {
            Broken = broken.Count,
        };
    }

    /// <summary>
    /// What is beyond a limit that was lowered, or a machine that became smaller, while it ran: rightly sold, and
    /// over when enough of it has ended.
    /// </summary>
    private static IEnumerable<string> Overbooked(StateDirectory state, IHomeReader queries, NodeOptions node)
    {
        var reconciler = Reconstruction.Of(state, queries, node, null);
        return from account in reconciler.Limits.Accounts.Concat(
                reconciler.Nodes.All.SelectMany(node => node.Ledger.Accounts)
            )
            where account.IsOverdrawn
            let used = Amounts.Show(account.Id, account.Used)
            let limit = Amounts.Show(account.Id, account.Capacity)
            let excess = Amounts.Show(account.Id, account.Used - account.Capacity)
            select $"{account.Id}: {used} of {limit} in use, because there was more when it was reserved. "
                + $"What runs goes on, and nothing starts on it until more than {excess} of it is given back";
    }

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
