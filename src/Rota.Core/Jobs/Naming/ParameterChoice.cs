using System.Collections.Immutable;
using Rota.Core.Bytes;

namespace Rota.Core.Jobs.Naming;

/// <summary>Tasks by values of their parameters: <c>lr=0.1,seed=3</c>.</summary>
/// <param name="Pairs">Names, each with the value that it must have, exactly as it is written.</param>
public sealed record ParameterChoice(ImmutableArray<(string Name, string Value)> Pairs)
{
    /// <summary>What to write, for a message.</summary>
    public const string Form = "write it as NAME=VALUE, several with commas: lr=0.1,seed=3";

    /// <summary>Reads a choice. A part without <c>=</c> belongs to the value before it, which has a comma.</summary>
    public static bool TryParse(string text, out ParameterChoice choice)
    {
        var pairs = new List<(string Name, string Value)>();
        foreach (var part in text.Split(','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                pairs.Add((part[..equals].Trim(), part[(equals + 1)..]));
            }
            else if (equals < 0 && pairs is [.., var (name, value)])
            {
                pairs[^1] = (name, $"{value},{part}");
            }
            else
            {
                choice = new ParameterChoice([]);
                return false;
            }
        }

        choice = new ParameterChoice([.. pairs]);
        return true;
    }

    /// <summary>Whether the tasks of an entry have all these parameters.</summary>
    public bool IsOf(TaskSpec task) => Pairs.All(pair => new TaskParameters(task).Find(pair.Name) is not null);

    /// <summary>Whether a task has all these values.</summary>
    public bool Has(TaskSpec task, int ordinal)
    {
        var parameters = new TaskParameters(task);
        foreach (var (name, value) in Pairs)
        {
            if (parameters.Find(name) is not { } parameter || !IsSame(parameters.Value(parameter, ordinal), value))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The ordinals of an entry that have them.</summary>
    public IEnumerable<int> Of(TaskSpec task) =>
        IsOf(task) ? Enumerable.Range(0, task.Expansion.Count).Where(ordinal => Has(task, ordinal)) : [];

    /// <summary>The choice as it is written.</summary>
    public override string ToString() => string.Join(',', Pairs.Select(pair => $"{pair.Name}={pair.Value}"));

    /// <summary>Also as people see a value that is no UTF-8.</summary>
    private static bool IsSame(string value, string wanted) =>
        value == wanted || (!ByteText.IsUtf8(value) && ByteText.Visible(value) == wanted);
}
