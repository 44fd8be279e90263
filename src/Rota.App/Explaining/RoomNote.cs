using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.State;
using Rota.Node.Agent;
using Rota.Node.Machine;
using Rota.Store.Home;
using Rota.Store.Local;

namespace Rota.App.Explaining;

/// <summary>
/// How many tasks of a job there is room for at a time, where that is less than was asked for with <c>-j</c>.
/// </summary>
internal static class RoomNote
{
    private const int NodesSaid = 5;

    /// <summary>
    /// The sentence; null where there is room for as many, and for jobs of several entries, which share it.
    /// </summary>
    public static string? Of(StateDirectory state, IHomeReader queries, NodeOptions node, JobId id, int asked)
    {
        if (queries.Spec(id) is not { Tasks.Length: 1 } spec)
        {
            return null;
        }

        var nodes = NodePicture.Of(state, queries, node, NodeCapacity.Detect(node, asked));
        var reconciler = new Reconciler(nodes, 0, (_, _, _) => "");
        reconciler.Learn(queries.Queues.Accounts(), []);
        var job = new ActiveJob(id, spec with { MaxParallel = null });
        var wanted = Math.Min(asked, spec.Tasks[0].Expansion.Count);
        NodeOffer[] offers = [.. NodeOffers.Of(reconciler, job, 0, 0).Where(offer => offer.Rank is not null)];
        var charges = reconciler.ShapeOf(job, 0, 0).Charges;
        return Least(charges.Where(charge => charge.Account.IsLimit || nodes.All.Count == 1), wanted) is { } least
                ? $"at most {least.Number} run at once, not {asked}: {Why(least.Charge)}"
            : nodes.All.Count > 1 && offers.Sum(offer => offer.Room) is var room && room < wanted
                ? $"at most {room} run at once, not {asked}: {Shares(offers)}"
            : null;
    }

    /// <summary>What there is room for the fewest tasks of; null where there is of all for those wanted.</summary>
    private static (Charge Charge, long Number)? Least(IEnumerable<Charge> charges, long wanted) =>
        charges
            .Where(charge => charge.Amount > 0)
            .Select(charge => (charge, Number: charge.Most / charge.Amount))
            .Where(room => room.Number > 0 && room.Number < wanted)
            .OrderBy(room => room.Number)
            .Cast<(Charge, long)?>()
            .FirstOrDefault();

    private static string Why(Charge charge) =>
        charge.Account.IsLimit
            ? $"that is the limit of {charge.Account.Id}"
            : $"each takes {Amounts.Of(charge.Account.Id, charge.Amount)} of "
                + Amounts.Show(charge.Account.Id, charge.Most);

    private static string Shares(NodeOffer[] offers) =>
        offers.Length == 0
            ? "no node takes them now"
            : string.Join(", ", offers.Take(NodesSaid).Select(offer => $"{offer.Room} on {offer.Node.Traits.Name}"))
                + (offers.Length > NodesSaid ? $" and so on, {offers.Length} nodes" : "");
}
