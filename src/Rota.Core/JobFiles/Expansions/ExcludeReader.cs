using System.Collections;
using System.Collections.Immutable;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Expansions;

/// <summary>Reads <c>exclude</c>: which combinations of a matrix are left out.</summary>
internal static class ExcludeReader
{
    /// <summary>Positions in the full product that are left out, ascending.</summary>
    public static ImmutableArray<int> Read(Session session, Node node, ImmutableArray<Axis> axes, int product)
    {
        if (node is not SequenceNode sequence)
        {
            session.Problems.Add(
                node.At,
                $"exclude must be a list of mappings, not {node.Kind}",
                "write exclude: [{axis: value}]"
            );
            return [];
        }

        var isExcluded = new BitArray(product);
        var steps = 0L;
        foreach (var item in sequence.Items)
        {
            if (Pattern(session, item, axes) is not { } pattern)
            {
                continue;
            }

            steps += Matches(pattern, axes);
            if (steps > 2L * JobFileLimits.Tasks)
            {
                session.Problems.Add(item.At, "exclude names too many combinations in all", "shorten the axes instead");
                return [];
            }

            Mark(isExcluded, pattern, axes, 0, 0);
        }

        return [.. Enumerable.Range(0, product).Where(position => isExcluded[position])];
    }

    /// <summary>For each axis the position of the value that is excluded, or null for all of them.</summary>
    private static int?[]? Pattern(Session session, Node node, ImmutableArray<Axis> axes)
    {
        if (node is not MappingNode { Entries.IsEmpty: false } mapping)
        {
            return session.Values.Refuse<int?[]>(
                node,
                $"an item of exclude must be a mapping, not {node.Kind}",
                "write {axis: value}"
            );
        }

        var pattern = new int?[axes.Length];
        var isSound = true;
        foreach (var (key, value) in mapping.Entries)
        {
            var axis = axes.TakeWhile(candidate => candidate.Name != key.Text).Count();
            if (axis == axes.Length)
            {
                session.Problems.Add(
                    key.At,
                    $"the matrix has no axis \"{key.Text}\"",
                    Nearest.Of(key.Text, axes.Select(candidate => candidate.Name)) is { } nearest
                        ? $"did you mean \"{nearest}\"?"
                        : $"its axes are {string.Join(", ", axes.Select(one => one.Name))}"
                );
                isSound = false;
                continue;
            }

            var position = value is ScalarNode { IsNull: false } scalar ? axes[axis].Values.IndexOf(scalar.Text) : -1;
            if (position < 0)
            {
                session.Problems.Add(
                    value.At,
                    $"the axis {key.Text} has no value {value.Kind}",
                    value is ScalarNode typed
                    && !session.Problems.IsLong
                    && Nearest.Of(typed.Text, axes[axis].Values) is { } nearest
                        ? $"values are compared as they are written: did you mean {nearest}?"
                        : "values are compared as they are written"
                );
                isSound = false;
                continue;
            }

            pattern[axis] = position;
        }

        return isSound ? pattern : null;
    }

    private static long Matches(int?[] pattern, ImmutableArray<Axis> axes) =>
        axes.Select((axis, position) => pattern[position] is null ? axis.Values.Length : 1L)
            .Aggregate((left, right) => left * right);

    // As deep as there are axes.
    private static void Mark(BitArray isExcluded, int?[] pattern, ImmutableArray<Axis> axes, int axis, int position)
    {
        if (axis == axes.Length)
        {
            isExcluded[position] = true;
            return;
        }

        var first = pattern[axis] ?? 0;
        var last = pattern[axis] ?? axes[axis].Values.Length - 1;
        for (var value = first; value <= last; value++)
        {
            Mark(isExcluded, pattern, axes, axis + 1, (position * axes[axis].Values.Length) + value);
        }
    }
}
