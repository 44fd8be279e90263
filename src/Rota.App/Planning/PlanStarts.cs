using System.Globalization;
using System.Text;
using Rota.App.Wording;
using Rota.Core.Jobs;

namespace Rota.App.Planning;

/// <summary>What tasks of an entry start with that most do not, as people read it.</summary>
internal static class PlanStarts
{
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

        if (policy.OwnDirectory is { } directory)
        {
            words.Add($"dir {Directories[(int)directory - 1]}");
        }

        if (policy.Nice is { } nice)
        {
            words.Add(string.Create(CultureInfo.InvariantCulture, $"nice {nice}"));
        }

        return words;
    }
}
