using System.Diagnostics;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Explanations;

namespace Rota.App.Explaining;

/// <summary>What a node says to a task, as people read it.</summary>
internal static class OfferWords
{
    /// <summary>The name of what it says, and why not where it does not take it.</summary>
    public static (string Answer, string? Reason) Of(NodeOffer offer) =>
        offer switch
        {
            { Takes: true } => ("takes", null),
            { Refusal: { } refusal } => (
                RefusalWords.Name(refusal.Code),
                RefusalWords.Sentence(refusal, offer.Node.Traits.Name)
            ),
            { Unmet: { } term } => ("label", Unmet(term, offer.Node.Traits.Label(term.Label))),
            { Node.Standing: NodeStanding.Cordoned } => ("cordoned", "takes no work: cordoned, or its own test fails"),
            { Node.Standing: NodeStanding.Draining } => ("draining", "takes no work: draining"),
            { Node.Standing: NodeStanding.Silent } => ("cut-off", "is cut off"),
            _ => throw new UnreachableException(),
        };

    /// <summary>What must be true of a label.</summary>
    public static string Of(NodeTerm term)
    {
        var values = string.Join(" or ", term.Values);
        return (term.Values.IsEmpty, term.IsNot) switch
        {
            (true, false) => $"a label {term.Label}",
            (true, true) => $"no label {term.Label}",
            (false, false) => $"{term.Label}={values}",
            (false, true) => $"{term.Label} not {values}",
        };
    }

    private static string Unmet(NodeTerm term, string? value) =>
        $"has {(value is null ? $"no label {term.Label}" : $"{term.Label}={value}")}, and {Of(term)} is required";
}
