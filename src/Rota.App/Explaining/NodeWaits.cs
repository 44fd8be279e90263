using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Explanations;

namespace Rota.App.Explaining;

/// <summary>Why no node takes a task, in a sentence.</summary>
internal static class NodeWaits
{
    private const int NodesSaid = 5;
    private const int NodesListed = 50;

    /// <summary>The reason, with what the nodes say that are nearest to taking it.</summary>
    public static ReasonView Of(IReadOnlyList<NodeOffer> offers) =>
        new("no-node", Sentence(offers))
        {
            Nodes = [.. offers.Take(NodesListed).Select(offer => new NodeOfferView(offer))],
        };

    /// <summary>What has a machine meet what is required; null where a label cannot.</summary>
    public static string? Remedy(NodeTerm term) =>
        (term.Label, term.IsNot) switch
        {
            (NodeTraits.NodeLabel, _) or (_, true) => null,
            (NodeTraits.ZoneLabel, _) => $"rota cell label --zone {term.Values.FirstOrDefault("ZONE")}",
            _ => $"rota cell label {term.Label}={term.Values.FirstOrDefault("VALUE")}",
        };

    private static string Sentence(IReadOnlyList<NodeOffer> offers)
    {
        if (offers is [var only])
        {
            var (_, reason) = OfferWords.Of(only);
            var remedy = only.Unmet is { } term && Remedy(term) is { } label ? $"label it ({label}), or " : "";
            return only.Unmet is null
                ? $"this machine, {only.Node.Traits.Name}, {reason}"
                : $"only this machine is here, {only.Node.Traits.Name}, and it {reason}: {remedy}let another join "
                    + "(rota cell token)";
        }

        var said = offers.Take(NodesSaid).Select(offer => $"{offer.Node.Traits.Name}: {OfferWords.Of(offer).Reason}");
        return $"none of {Words.Count(offers.Count, "node")} takes it now: {string.Join("; ", said)}"
            + (offers.Count > NodesSaid ? $"; and {offers.Count - NodesSaid} more: rota offers says each" : "");
    }
}
