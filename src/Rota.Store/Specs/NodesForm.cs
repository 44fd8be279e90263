using System.Collections.Immutable;
using System.Text.Json;
using Rota.Core.Jobs;
using Rota.Core.Placement.Strategies;

namespace Rota.Store.Specs;

/// <summary>How it is written where tasks may run: nothing where that is anywhere, as in older jobs.</summary>
internal static class NodesForm
{
    public static void Write(Utf8JsonWriter json, NodeChoice nodes)
    {
        Write(json, "requires", nodes.Requires);
        Write(json, "prefers", nodes.Prefers);
        json.Text("placement", nodes.Strategy == default ? null : nodes.Strategy.Word());
    }

    public static NodeChoice Read(JsonElement policy)
    {
        var strategy = policy.Text("placement") is { } word ? (Strategy)StrategyWords.All.IndexOf(word) : default;
        var (requires, prefers) = (Terms(policy, "requires"), Terms(policy, "prefers"));
        return strategy == default && requires.IsEmpty && prefers.IsEmpty
            ? NodeChoice.Any
            : new NodeChoice
            {
                Requires = requires,
                Prefers = prefers,
                Strategy = strategy,
            };
    }

    private static void Write(Utf8JsonWriter json, string name, ImmutableArray<NodeTerm> terms)
    {
        if (terms.IsEmpty)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var term in terms)
        {
            json.WriteStartObject();
            json.Text("label", term.Label);
            json.Texts(term.IsNot ? "not" : "in", term.Values);
            if (term is { IsNot: true, Values.IsEmpty: true })
            {
                json.WriteBoolean("absent", true);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ImmutableArray<NodeTerm> Terms(JsonElement policy, string name) =>
        [.. policy.Elements(name).Select(Term)];

    private static NodeTerm Term(JsonElement term)
    {
        var excluded = term.Texts("not");
        return excluded.IsEmpty
            ? new NodeTerm(term.Text("label")!, term.Texts("in"), IsNot: term.TryGetProperty("absent", out _))
            : new NodeTerm(term.Text("label")!, excluded, IsNot: true);
    }
}
