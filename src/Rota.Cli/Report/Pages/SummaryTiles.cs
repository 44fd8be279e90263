using System.Text;
using Rota.App.Markup;

namespace Rota.Cli.Report.Pages;

/// <summary>The numbers of the run, each with what it is to be compared with.</summary>
internal static class SummaryTiles
{
    /// <summary>Appends the tiles, and for a replayed workflow how close it came to its critical path.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        var wall = run.WallSeconds;
        var slots = run.Source.Slots;
        var count = run.Source.Attempts;
        page.Append("<section class=\"tiles\" aria-label=\"Summary\">");
        var rate = wall > 0 ? $"{Quantity.Significant(count / wall)} attempts/s" : "";
        Tile(page, "Wall time", Quantity.Duration(wall), rate);
        Tile(page, "Task time", Quantity.Duration(run.TaskSeconds), "sum of all attempts");
        if (wall > 0)
        {
            var parallelism = run.TaskSeconds / wall;
            var ceiling = slots > 0 ? $"of {Quantity.Count(slots, "slot")}" : "running at a time";
            Tile(page, "Mean parallelism", Quantity.Significant(parallelism), ceiling);
            if (slots > 0)
            {
                var note = parallelism <= slots * 1.005 ? "of the slots in use" : "tasks with resources share slots";
                Tile(page, "Efficiency", Quantity.Percent(parallelism / slots), note);
            }
        }

        var share = run.TaskSeconds > 0 ? $"{Quantity.Percent(run.CpuSeconds / run.TaskSeconds)} of task time" : "";
        Tile(page, "CPU time", Quantity.Duration(run.CpuSeconds), share);
        if (run.Memory.Length > 0)
        {
            var median = Quantity.Bytes(RunView.Quantile(run.Memory, 0.5));
            Tile(page, "Peak memory", Quantity.Bytes(run.Memory[^1]), $"one task; median {median}");
        }

        var failed = run.Source.FailedAttempts;
        var retries =
            run.Source.Retries == 0
                ? "no retries"
                : $"{Quantity.Count(run.Source.Retries)} of them {(run.Source.Retries == 1 ? "a retry" : "retries")}";
        var outcome = failed == 0 ? retries : $"{retries}; {Quantity.Count(failed)} failed";
        Tile(page, "Attempts", Quantity.Count(count), outcome);
        page.Append("</section>");
        AppendReplay(page, run);
    }

    private static void AppendReplay(StringBuilder page, RunView run)
    {
        if (run.Source.CriticalPathSeconds is not { } recorded || recorded <= 0)
        {
            return;
        }

        var scale = run.Source.TimeScale ?? 1;
        var path = recorded * scale;
        page.Append("<section class=\"tiles\" aria-label=\"Replay of a recorded workflow\">");
        var from =
            scale == 1
                ? "longest chain of recorded tasks"
                : $"recorded {Quantity.Duration(recorded)} × {Quantity.Significant(scale)}";
        Tile(page, "Critical path", Quantity.Duration(path), from);
        var ratio = (run.WallSeconds / path).ToString("0.000");
        Tile(page, "Makespan ÷ critical path", ratio, "1 is the best any scheduler can do with enough slots");
        var work = run.Source.RecordedSeconds * scale;
        if (run.Source.Slots > 0 && work > 0)
        {
            var bound = Math.Max(path, work / run.Source.Slots);
            var note = $"{Quantity.Duration(bound)} with {Quantity.Count(run.Source.Slots, "slot")}";
            Tile(page, "Makespan ÷ lower bound", (run.WallSeconds / bound).ToString("0.000"), note);
        }

        page.Append("</section>");
    }

    private static void Tile(StringBuilder page, string name, string value, string note) =>
        page.Append($"<div><span class=\"label\">{name}</span><b>{value}</b><span class=\"sub\">{note}</span></div>");
}
