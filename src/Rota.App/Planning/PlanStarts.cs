using System.Globalization;
using System.Text;
using Rota.App.Explaining;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Placement.Strategies;

namespace Rota.App.Planning;

/// <summary>What tasks of an entry start with that most do not, as people read it.</summary>
internal static class PlanStarts
{
    private const int NamesShown = 5;
    private static readonly string[] Directories = ["fresh", "fresh:failed", "fresh:always"];

    public static IReadOnlyList<string> Of(TaskPolicy policy)
    {
        var words = new List<string>();
        if (policy.Resources.GpuShare is > 0 and var share)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{share / 1000m:0.###} of a GPU"));
        }

        if (policy.Resources.IsPinned)
        {
            words.Add($"pinned to {Words.Count(policy.Resources.MilliCpus / 1000, "CPU")}");
        }

        if (policy.Input is { File: { } file })
        {
            words.Add($"stdin from {Plain.Line(file)}");
        }
        else if (policy.Input is { Text: { } text })
        {
            words.Add($"stdin a text of {Words.Count(Encoding.UTF8.GetByteCount(text), "byte")}");
        }

        if (policy.Inputs is { Names: var names })
        {
            words.Add(
                names.IsEmpty ? "outputs move" : $"inputs {Plain.Line(string.Join(", ", names.Take(NamesShown)))}"
            );
        }

        if (policy.OwnDirectory is { } directory)
        {
            words.Add($"dir {Directories[(int)directory - 1]}");
        }

        if (!policy.Nodes.Requires.IsEmpty)
        {
            words.Add($"requires {string.Join(" and ", policy.Nodes.Requires.Select(OfferWords.Of))}");
        }

        if (!policy.Nodes.Prefers.IsEmpty)
        {
            words.Add($"prefers {string.Join(" and ", policy.Nodes.Prefers.Select(OfferWords.Of))}");
        }

        if (policy.Nodes.Strategy != default)
        {
            words.Add($"placement {policy.Nodes.Strategy.Word()}");
        }

        if (policy.Nice is { } nice)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"nice {nice}"));
        }

        return words;
    }
}
