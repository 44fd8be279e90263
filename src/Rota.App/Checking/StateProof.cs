using Rota.App.Explaining;
using Rota.Core.Bytes;
using Rota.Core.Placement;
using Rota.Linux.Processes;
using Rota.Node.Keeper.Processes;
using Rota.Node.Machine;
using Rota.Store.Home;

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
        string[] notes = isDamaged ? [] : [.. Overbooked(queries, site.Node)];
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
    private static IEnumerable<string> Overbooked(IHomeReader queries, NodeOptions node) =>
        from account in Reconstruction.Of(queries, node, null).Ledger.Accounts
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
