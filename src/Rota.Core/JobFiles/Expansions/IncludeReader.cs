using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Expansions;

/// <summary>
/// Reads <c>include</c>, as GitHub Actions means it: a mapping adds its names to each combination whose values it does
/// not contradict; one that goes with no combination is a task of its own. What is excluded stays so.
/// </summary>
internal static class IncludeReader
{
    private const int NamesMax = 64;
    private const int ItemsMax = 10_000;

    /// <summary>What is included, or null after a problem.</summary>
    public static Inclusion? Read(Session session, Node node, Expansion.Matrix matrix)
    {
        if (node is not SequenceNode { Items: var items })
        {
            return session.Values.Refuse<Inclusion>(
                node,
                $"include must be a list of mappings, not {node.Kind}",
                "write include: [{axis: value, name: value}]"
            );
        }

        var mappings = items
            .Select(item => Mapping(session, item))
            .OfType<ImmutableArray<KeyValuePair<string, string>>>()
            .ToList();
        ImmutableArray<string> names =
        [
            .. mappings
                .SelectMany(mapping => mapping.Select(pair => pair.Key))
                .Where(name => matrix.Axes.All(axis => axis.Name != name))
                .Distinct(),
        ];
        if (items.Length > ItemsMax || names.Length > NamesMax)
        {
            return session.Values.Refuse<Inclusion>(
                node,
                $"include can have {ItemsMax:N0} mappings and {NamesMax} names of its own at most",
                "a table says more: from_csv"
            );
        }

        if (mappings.Count < items.Length)
        {
            return null;
        }

        if ((long)matrix.Excluded.Length * items.Length > 2L * JobFileLimits.Tasks)
        {
            return session.Values.Refuse<Inclusion>(
                node,
                "include has too many mappings for so much that is excluded",
                "shorten the axes instead"
            );
        }

        var (extensions, rows) = (new List<Extension>(), new List<ImmutableArray<string?>>());
        foreach (var mapping in mappings)
        {
            var values = mapping.ToDictionary();
            if (ExtensionOf(values, matrix, names) is { } extension && GoesWithAny(extension, matrix))
            {
                extensions.Add(extension);
            }
            else
            {
                rows.Add([
                    .. matrix
                        .Axes.Select(axis => axis.Name)
                        .Concat(names)
                        .Select(name => values.GetValueOrDefault(name)),
                ]);
            }
        }

        return new(names, [.. extensions], [.. rows]);
    }

    private static ImmutableArray<KeyValuePair<string, string>>? Mapping(Session session, Node node)
    {
        if (node is not MappingNode { Entries.IsEmpty: false } mapping)
        {
            return session.Values.Refuse<ImmutableArray<KeyValuePair<string, string>>?>(
                node,
                $"an item of include must be a mapping, not {node.Kind}",
                "write {name: value}"
            );
        }

        var pairs = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(mapping.Entries.Length);
        foreach (var (key, value) in mapping.Entries)
        {
            if (!Names.IsName(key.Text))
            {
                session.Problems.Add(key.At, $"a name of include cannot be \"{key.Text}\"", Names.Form);
            }
            else if (session.Values.Text(value, $"a value of {key.Text}") is { } text)
            {
                pairs.Add(new(key.Text, text));
            }
        }

        return pairs.Count == mapping.Entries.Length ? pairs.DrainToImmutable() : null;
    }

    /// <summary>What combinations would get; null where it names a value that no axis has.</summary>
    private static Extension? ExtensionOf(
        Dictionary<string, string> values,
        Expansion.Matrix matrix,
        ImmutableArray<string> names
    )
    {
        var pattern = new int?[matrix.Axes.Length];
        for (var axis = 0; axis < pattern.Length; axis++)
        {
            if (values.TryGetValue(matrix.Axes[axis].Name, out var value))
            {
                pattern[axis] = matrix.Axes[axis].Values.IndexOf(value);
                if (pattern[axis] < 0)
                {
                    return null;
                }
            }
        }

        return new([.. pattern], [.. names.Select(name => values.GetValueOrDefault(name))]);
    }

    private static bool GoesWithAny(Extension extension, Expansion.Matrix matrix)
    {
        var matches = matrix
            .Axes.Select((axis, at) => extension.Pattern[at] is null ? axis.Values.Length : 1L)
            .Aggregate(1L, (left, right) => left * right);
        return matches > matrix.Excluded.Count(position => extension.IsOf(axis => matrix.PlaceOnAxis(axis, position)));
    }
}
