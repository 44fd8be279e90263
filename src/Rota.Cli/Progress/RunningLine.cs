using Rota.App.Watching;
using Rota.App.Wording;
using Rota.Cli.Rendering;
using Rota.Core.Model;

namespace Rota.Cli.Progress;

/// <summary>
/// What runs now of a job, in one line: the tasks that run longest, as many as fit, and what they say.
/// </summary>
internal static class RunningLine
{
    private const int LabelMax = 40;
    private const int SaysMax = 40;

    /// <summary>The line for these tasks, of so many.</summary>
    public static IReadOnlyList<LinePart> Of(IReadOnlyList<TaskGlance> running, long count, Instant now)
    {
        if (running.Count == 0)
        {
            return [new(count == 0 ? "nothing runs now" : $"{count} run now", Rank: 1, Ink: Ink.Dim)];
        }

        return
        [
            new(StateSigns.Of(Ink.Running), Rank: 1, Ink: Ink.Running),
            .. running.Select(
                (task, place) => new LinePart(Describe(task, now), Rank: place + 3, Gap: place == 0 ? 1 : 2)
            ),
            .. count > running.Count
                ? [new LinePart($"and {count - running.Count} more", Rank: 2, Ink: Ink.Dim)]
                : (LinePart[])[],
        ];
    }

    private static string Describe(TaskGlance task, Instant now)
    {
        var ran = task.Started is { } started ? $" {Words.Duration(now - started)}" : "";
        var share = task.Share is { } done ? $" {(int)(done * 100)}%" : "";
        var says = task.Share is null && task.Progress is { } words ? $" {Cells.Cut(Plain.Line(words), SaysMax)}" : "";
        return $"{Cells.Cut(task.Label, LabelMax)}{ran}{share}{says}";
    }
}
