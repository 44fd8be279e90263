using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Placement.Strategies;

namespace Rota.Core.JobFiles.Reading;

/// <summary>Reads where tasks may run: <c>requires</c>, <c>prefers</c>, <c>placement</c>.</summary>
internal static class NodesReader
{
    private const int TermsMax = 100;
    private const char Not = '!';

    /// <summary>Those of an entry, each of which replaces the default as a whole.</summary>
    public static NodeChoice Read(Session session, Fields fields, NodeChoice defaults) =>
        fields["requires"] is null && fields["prefers"] is null && fields["placement"] is null
            ? defaults
            : new NodeChoice
            {
                Requires = fields["requires"] is { } required
                    ? Terms(session, required, "requires")
                    : defaults.Requires,
                Prefers = fields["prefers"] is { } preferred ? Terms(session, preferred, "prefers") : defaults.Prefers,
                Strategy = fields["placement"] is { } placement
                    ? (Strategy)(session.Values.Word(placement, "placement", StrategyWords.All) ?? 0)
                    : defaults.Strategy,
            };

    private static ImmutableArray<NodeTerm> Terms(Session session, Node node, string what)
    {
        if (node is not MappingNode mapping)
        {
            session.Problems.Add(
                node.At,
                $"{what} must be a mapping, not {node.Kind}",
                $"write labels of nodes and their values, {what}: {{disk: ssd, zone: [a, b]}}"
            );
            return [];
        }

        if (mapping.Entries.Length > TermsMax)
        {
            session.Problems.Add(node.At, $"{what} can name {TermsMax} labels at most");
        }

        return
        [
            .. mapping
                .Entries.Select(entry => Term(session, entry.Key, entry.Value, what))
                .OfType<NodeTerm>()
                .OrderBy(term => term.Label, StringComparer.Ordinal),
        ];
    }

    private static NodeTerm? Term(Session session, ScalarNode label, Node value, string what)
    {
        if (!NodeTerm.IsLabel(label.Text))
        {
            return session.Values.Refuse<NodeTerm>(label, $"{what} cannot name a label {label.Kind}", NodeTerm.Form);
        }

        var subject = $"{label.Text} in {what}";
        if (value is ScalarNode { IsPlain: true, Text: "true" or "false" } any)
        {
            return new NodeTerm(label.Text, [], IsNot: any.Text == "false");
        }

        var items = ValueReader.Items(value);
        if (items.IsEmpty)
        {
            return session.Values.Refuse<NodeTerm>(
                value,
                $"{subject} has no value that it may be",
                $"write one or several, or {label.Text}: true for any"
            );
        }

        string[] texts = [.. items.Select(item => session.Values.Text(item, subject)).OfType<string>()];
        var excluded = texts.Count(text => text.StartsWith(Not));
        if (excluded > 0 && excluded < texts.Length)
        {
            return session.Values.Refuse<NodeTerm>(
                value,
                $"{subject} says what it may be and what it may not be",
                "write only the values that it may be, or a ! before each"
            );
        }

        ImmutableArray<string> values = [.. texts.Select(text => excluded > 0 ? text[1..] : text).Distinct()];
        return values.FirstOrDefault(text => !NodeTerm.IsValue(text)) is { } wrong
                ? session.Values.Refuse<NodeTerm>(value, $"{subject} cannot be \"{wrong}\"", NodeTerm.ValueForm)
            : texts.Length < items.Length ? null
            : new NodeTerm(label.Text, values, IsNot: excluded > 0);
    }
}
