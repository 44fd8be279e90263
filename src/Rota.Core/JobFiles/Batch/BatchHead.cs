using System.Collections.Immutable;
using System.Text;

namespace Rota.Core.JobFiles.Batch;

/// <summary>
/// Finds the <c>#SBATCH</c> lines of a script as Slurm does: before its first line that is a command.
/// </summary>
public static class BatchHead
{
    private const string Mark = "#SBATCH";

    /// <summary>Whether a text has such a line; its first lines are enough to tell.</summary>
    public static bool IsIn(string text) => Lines(text).Any();

    /// <summary>The words of each such line, with its number.</summary>
    internal static IEnumerable<(int Line, ImmutableArray<string> Words)> Directives(string text) =>
        Lines(text).Select(line => (line.Number, WordsOf(line.Text)));

    private static IEnumerable<(int Number, string Text)> Lines(string text)
    {
        if (!text.StartsWith('#'))
        {
            yield break;
        }

        using var reader = new StringReader(text);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (
                line.StartsWith(Mark, StringComparison.Ordinal)
                && (line.Length == Mark.Length || char.IsWhiteSpace(line[Mark.Length]))
            )
            {
                yield return (number, line[Mark.Length..]);
            }
            else if (line.AsSpan().TrimStart() is [not '#', ..])
            {
                yield break;
            }
        }
    }

    /// <summary>Words as a shell has them, up to a comment.</summary>
    private static ImmutableArray<string> WordsOf(string rest)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        var (isOpen, quote) = (false, '\0');
        foreach (var character in rest)
        {
            if (quote != '\0' ? character == quote : character is '"' or '\'')
            {
                (isOpen, quote) = (true, quote == '\0' ? character : '\0');
            }
            else if (quote == '\0' && char.IsWhiteSpace(character))
            {
                End();
            }
            else if (character == '#' && !isOpen)
            {
                break;
            }
            else
            {
                isOpen = true;
                word.Append(character);
            }
        }

        End();
        return words.DrainToImmutable();

        void End()
        {
            if (isOpen)
            {
                words.Add(word.ToString());
            }

            isOpen = false;
            word.Clear();
        }
    }
}
