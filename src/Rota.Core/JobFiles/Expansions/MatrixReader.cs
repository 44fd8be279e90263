using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.JobFiles.Notation;
using Rota.Core.JobFiles.Yaml;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles.Expansions;

/// <summary>
/// Reads <c>matrix</c>. The size of the product is known before its values are built.
/// </summary>
internal static class MatrixReader
{
    private const int AxesMax = 64;
    private const string AxisForm = "write a list, or a range such as \"1..50\"";

    /// <summary>The expansion, or null after a problem.</summary>
    public static Expansion.Matrix? Read(Session session, MatrixParts parts)
    {
        var (node, exclude) = (parts.Node, parts.Exclude);
        if (
            parts.Axes is not { } entries
            || entries.Length > AxesMax
            || (entries.IsEmpty && parts.Include is not SequenceNode { Items.IsEmpty: false })
        )
        {
            return session.Values.Refuse<Expansion.Matrix>(
                node,
                parts.Axes is { IsEmpty: true }
                    ? "the matrix is empty"
                    : $"matrix must be a mapping of at most {AxesMax} axes",
                "write matrix: {name: [value, value]}"
            );
        }

        var problemsBefore = session.Problems.Count;
        var product = 1L;
        foreach (var (key, value) in entries)
        {
            if (!Names.IsName(key.Text))
            {
                session.Problems.Add(key.At, $"an axis cannot be called \"{key.Text}\"", Names.Form);
            }

            var count = CountOf(session, key, value);
            product = Math.Min(product * Math.Max(1, count), JobFileLimits.Tasks + 1L);
        }

        if (product > session.TasksLeft)
        {
            session.Problems.Add(
                node.At,
                $"with this matrix the job has more than {JobFileLimits.Tasks:N0} tasks",
                "split the job"
            );
        }

        if (session.Problems.Count > problemsBefore)
        {
            return null;
        }

        ImmutableArray<Axis> axes =
        [
            .. entries.Select(entry => new Axis(entry.Key.Text, ValuesOf(session, entry.Key, entry.Value))),
        ];
        ImmutableArray<int> excluded =
            axes.IsEmpty ? [0]
            : exclude is null ? []
            : ExcludeReader.Read(session, exclude, axes, (int)product);
        var matrix = new Expansion.Matrix(axes, excluded);
        matrix = parts.Include is { } include
            ? matrix with
            {
                Included = IncludeReader.Read(session, include, matrix),
            }
            : matrix;
        return matrix.Count > 0
            ? matrix
            : session.Values.Refuse<Expansion.Matrix>(
                exclude ?? node,
                "exclude leaves no task of the matrix",
                "exclude less"
            );
    }

    private static long CountOf(Session session, ScalarNode key, Node node)
    {
        var count = node switch
        {
            SequenceNode sequence => sequence.Items.Length,
            ScalarNode scalar when Range(scalar.Text) is var (first, last) => last - first + 1,
            ScalarNode => (long?)null,
            _ => null,
        };
        var message = count switch
        {
            null => $"the axis {key.Text} must be a list or a range of numbers, not {node.Kind}",
            0 => $"the axis {key.Text} is empty",
            < 0 => $"the range of {key.Text} ends before it begins",
            > JobFileLimits.Values =>
                $"the axis {key.Text} has {count:N0} values, the limit is {JobFileLimits.Values:N0}",
            _ => null,
        };
        if (message is not null)
        {
            session.Problems.Add(node.At, message, AxisForm);
        }

        return count ?? 0;
    }

    private static ImmutableArray<string> ValuesOf(Session session, ScalarNode key, Node node)
    {
        if (node is SequenceNode sequence)
        {
            return [.. sequence.Items.Select(item => session.Values.Text(item, $"a value of {key.Text}") ?? "")];
        }

        var (first, last) = Range(((ScalarNode)node).Text)!.Value;
        var values = ImmutableArray.CreateBuilder<string>((int)(last - first + 1));
        for (var number = first; number <= last; number++)
        {
            values.Add(number.ToString(CultureInfo.InvariantCulture));
        }

        return values.DrainToImmutable();
    }

    private static (long First, long Last)? Range(string text)
    {
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return
            dots > 0
            && text.Length <= 40
            && Number(text.AsSpan(0, dots), out var first)
            && Number(text.AsSpan(dots + 2), out var last)
            ? (first, last)
            : null;

        static bool Number(ReadOnlySpan<char> text, out long number)
        {
            number = 0;
            return text.Length <= 15
                && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        }
    }
}
