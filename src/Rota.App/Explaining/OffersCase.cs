using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Wording;
using Rota.Core.Placement.Strategies;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.State;

namespace Rota.App.Explaining;

/// <summary>Says which nodes would take the next task of a job, and which not, by the code that chooses one.</summary>
public static class OffersCase
{
    /// <summary>What each node says.</summary>
    /// <param name="site">Where.</param>
    /// <param name="text">The address of a job, an entry or a task.</param>
    /// <exception cref="ProblemException">There is no such job.</exception>
    public static OffersView Of(Site site, string text)
    {
        var home = site.Open();
        using var queries = home.Read();
        var address = TaskAddress.Look(queries, text);
        var reconciler = Reconstruction.Of(home.State, queries, site.Node, address.Job.Id);
        var isOpen = reconciler.Jobs.TryGetValue(address.Job.Id, out var open);
        var job = open ?? new ActiveJob(address.Job.Id, address.Spec);
        var (group, index) = Meant(address, job);
        var refused = NodeRefusals
            .Of(queries, job.Id, job.Spec)
            .DistinctBy(view => view.Node)
            .ToDictionary(view => view.Node);
        return new OffersView(
            Words.Address(job.Id, job.Spec.Tasks[group], index),
            job.PolicyOf(group).Nodes.Strategy.Word(),
            [
                .. NodeOffers
                    .Of(reconciler, job, group, index)
                    .Select(offer => new NodeOfferView(offer)
                    {
                        Refused = refused.GetValueOrDefault(offer.Node.Traits.Name),
                    }),
            ],
            isOpen
                ?
                [
                    .. Explanation
                        .Of(reconciler, job, group, index, Served.IsServed(home))
                        .Where(IsOfNoNode)
                        .Select(ReasonWords.Of),
                ]
                : [new("ended", "the job has ended: this is what nodes would say to it now")]
        );
    }

    private static bool IsOfNoNode(Reason reason) =>
        reason is not (Reason.NoNode or Reason.Refused { Refusal.Account.IsLimit: false });

    /// <summary>The task that is named, or the next of what is named; where nothing waits, the first.</summary>
    private static (int Group, int Index) Meant(TaskAddress address, ActiveJob job) =>
        address is { Group: { } group, Index: { } index }
            ? (group, index)
            : NextTask.Of(job, address.Group) ?? (address.Group ?? 0, 0);
}
