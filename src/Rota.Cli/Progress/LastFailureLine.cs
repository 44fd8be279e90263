using Rota.App.Watching;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Model;

namespace Rota.Cli.Progress;

/// <summary>What failed last of a job, in one line: which task, how, how long ago, and why.</summary>
internal static class LastFailureLine
{
    private const int LabelMax = 40;
    private const int ReasonMax = 60;

    /// <summary>The line.</summary>
    public static IReadOnlyList<LinePart> Of(FailureGlance failure, Instant now)
    {
        var ink = StateSigns.InkOf(failure.State);
        var line = new List<LinePart>
        {
            new(StateSigns.Of(ink), Rank: 1, Ink: ink),
            new(Cells.Cut(failure.Label, LabelMax), Rank: 2, Gap: 1),
            new(failure.Ending, Rank: 3, Gap: 1),
            new($"{Words.Duration(now - failure.Ended)} ago", Rank: 4),
        };
        if (failure.Reason is { } reason)
        {
            line.Add(new(Cells.Cut(Plain.Line(reason), ReasonMax), Rank: 6));
        }

        line.Add(new($"-> rota logs {failure.Address}", Rank: 5, Ink: Ink.Dim));
        return line;
    }
}
