using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Rules;
using Rota.Core.Scheduling.State;

namespace Rota.Core.Scheduling.Explanations;

/// <summary>What all nodes say to a task, by the very code that chooses one.</summary>
public static class NodeOffers
{
    private static readonly HashSet<Account> KeptForNobody = [];

    /// <summary>
    /// What each node says, the best first: those that take it, that lack something, that it may not run on.
    /// </summary>
    /// <param name="reconciler">The runner's picture.</param>
    /// <param name="job">The job.</param>
    /// <param name="group">The entry.</param>
    /// <param name="index">The ordinal.</param>
    public static IReadOnlyList<NodeOffer> Of(Reconciler reconciler, ActiveJob job, int group, int index)
    {
        var scheduler = reconciler.State;
        var readyQueue = scheduler.ReadyQueueOf(job, group, Reconciler.MemoryFactorOf(job, group, index));
        var placing = new Placing(scheduler);
        placing.Begin(readyQueue, KeptForNobody);
        var places = placing.Open.ToDictionary(place => place.Node);
        var requires = job.PolicyOf(group).Nodes.Requires;
        return
        [
            .. scheduler
                .Nodes.All.Select(node =>
                    places.TryGetValue(node, out var place)
                        ? Of(placing, place)
                        : new NodeOffer(node)
                        {
                            Unmet = requires.FirstOrDefault(term => !term.Holds(node.Traits.Label(term.Label))),
                        }
                )
                .OrderBy(offer => Class(offer))
                .ThenBy(offer => offer.Refusal is { } refusal ? NearestPlace.Distance(refusal) : 0)
                .ThenBy(offer => offer.Rank)
                .ThenBy(offer => offer.Node.Ledger.Node.Value),
        ];
    }

    private static NodeOffer Of(Placing placing, Place place) =>
        new(place.Node)
        {
            Refusal = place.Claim.Check(),
            Score = placing.ScoreOf(place),
            Rank = placing.RankOf(place),
            Room = place.Claim.Room(),
        };

    private static int Class(NodeOffer offer) =>
        offer switch
        {
            { Takes: true } => 0,
            { Refusal: not null } => 1,
            { Unmet: null } => 2,
            { Node.Standing: NodeStanding.Open } => 3,
            _ => 4,
        };
}
