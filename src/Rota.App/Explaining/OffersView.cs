using Rota.App.Views;

namespace Rota.App.Explaining;

/// <summary>What the nodes say to the next task of a job.</summary>
/// <param name="Task">Its address: <c>42.train.3</c>.</param>
/// <param name="Placement">The strategy: <c>balance</c>, <c>pack</c>, <c>spread</c>, <c>two-choices</c>.</param>
/// <param name="Nodes">
/// All nodes: those that take it, the best first, then those that do not, the nearest first.
/// </param>
/// <param name="Reasons">What else holds it back.</param>
public sealed record OffersView(
    string Task,
    string Placement,
    IReadOnlyList<NodeOfferView> Nodes,
    IReadOnlyList<ReasonView> Reasons
) : View;
