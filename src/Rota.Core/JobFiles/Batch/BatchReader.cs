using System.Collections.Immutable;
using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Batch;

/// <summary>
/// Reads the <c>#SBATCH</c> lines of a script. What stands twice counts as it stands last, as with sbatch.
/// </summary>
public sealed class BatchReader
{
    private readonly BatchMeaning meaning = new();

    private BatchReader() { }

    /// <summary>What the lines say.</summary>
    public static BatchScript Read(string text)
    {
        var reader = new BatchReader();
        foreach (var (line, words) in BatchHead.Directives(text))
        {
            reader.Read(line, words);
        }

        reader.FindSteps(text);
        return reader.meaning.Script();
    }

    private void Read(int line, ImmutableArray<string> words)
    {
        for (var at = 0; at < words.Length; at++)
        {
            var (option, name, value) = Split(words[at]);
            if (option is null)
            {
                meaning.Refuse(
                    line,
                    name.StartsWith('-') ? $"sbatch has no option {name}" : $"\"{name}\" is no option",
                    Nearest.Of(name, BatchOption.Names) is { } nearest ? $"did you mean --{nearest}?" : "man sbatch"
                );
            }
            else if (option.Takes == TakesValue.Always && value is null && at + 1 == words.Length)
            {
                meaning.Refuse(line, $"{name} has no value", $"write {name} VALUE");
            }
            else
            {
                value ??= option.Takes == TakesValue.Always ? words[++at] : null;
                meaning.Add(line, option, name, value);
            }
        }
    }

    private static (BatchOption? Option, string Name, string? Value) Split(string word)
    {
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            return word.Split('=', 2) is [var name, var value]
                ? (BatchOption.Find(name[2..]), name, value)
                : (BatchOption.Find(word[2..]), word, null);
        }

        return word is ['-', var letter, .. var rest]
            ? (BatchOption.Find(letter), $"-{letter}", rest.Length == 0 ? null : rest.TrimStart('='))
            : (null, word, null);
    }

    /// <summary>Scripts for Slurm call srun for steps, and where there is no Slurm there is none.</summary>
    private void FindSteps(string text)
    {
        using var reader = new StringReader(text);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.AsSpan().TrimStart().StartsWith("srun ", StringComparison.Ordinal))
            {
                meaning.Note(number, "srun", "there are no steps: call the program itself");
                return;
            }
        }
    }
}
