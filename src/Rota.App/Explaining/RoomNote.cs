using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;
using Rota.Node.Agent;
using Rota.Node.Machine;
using Rota.Store.Home;

namespace Rota.App.Explaining;

/// <summary>
/// How many tasks of a job there is room for at a time, where that is less than was asked for with <c>-j</c>.
/// </summary>
internal static class RoomNote
{
    /// <summary>
    /// The sentence; null where there is room for as many, and for jobs of several entries, which share it.
    /// </summary>
    public static string? Of(IHomeReader queries, NodeOptions node, JobId id, int asked)
    {
        if (queries.Spec(id) is not { Tasks.Length: 1 } spec)
        {
            return null;
        }

        var reconciler = new Reconciler(
            new CellNodes(new NodeLedger(NodeCapacity.Detect(node, asked))),
            0,
            (_, _, _) => ""
        );
        reconciler.Learn(queries.Queues.Accounts(), []);
        var job = new ActiveJob(id, spec with { MaxParallel = null });
        var wanted = Math.Min(asked, spec.Tasks[0].Expansion.Count);
        return reconciler
            .ShapeOf(job, 0, 0)
            .Charges.Where(charge => charge.Amount > 0)
            .Select(charge => (charge.Account, charge.Amount, charge.Most, Number: charge.Most / charge.Amount))
            .Where(room => room.Number > 0 && room.Number < wanted)
            .OrderBy(room => room.Number)
            .Select(room =>
                $"at most {room.Number} run at once, not {asked}: "
                + (
                    room.Account.IsLimit
                        ? $"that is the limit of {room.Account.Id}"
                        : $"each takes {Amounts.Of(room.Account.Id, room.Amount)} of "
                            + Amounts.Show(room.Account.Id, room.Most)
                )
            )
            .FirstOrDefault();
    }
}
