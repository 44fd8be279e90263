using System.Text;
using Rota.App.Markup;
using Rota.App.Reporting;
using Rota.Core.Model;

namespace Rota.Cli.Report.Pages;

/// <summary>
/// Tasks, those that need a person first, with their parameters as columns, and beneath each what it ran and wrote.
/// </summary>
internal static class TaskTable
{
    /// <summary>Name of the section as a place.</summary>
    public const string Place = "tasks";

    private const int ParametersMax = 8;
    private const int OpenMax = 1;

    /// <summary>Appends the section.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        var tasks = run.Source.Tasks;
        if (tasks.Count == 0)
        {
            return;
        }

        string[] parameters =
        [
            .. tasks
                .SelectMany(task => task.Params.Select(one => one.Key))
                .Distinct(StringComparer.Ordinal)
                .Take(ParametersMax),
        ];
        page.Append($"<section id=\"{Place}\"><h2>Tasks</h2><p class=\"sub\">").Append(Caption(run)).Append("</p>");
        var table = new HtmlTable(
            page,
            "Tasks",
            [
                new HtmlColumn("Task", "name"),
                .. parameters.Select(name => new HtmlColumn(name, "param")),
                new HtmlColumn("State"),
                HtmlColumn.Number("Attempts"),
                HtmlColumn.Number("Started at"),
                HtmlColumn.Number("Duration"),
                HtmlColumn.Number("CPU"),
                HtmlColumn.Number("Peak memory"),
            ]
        );
        foreach (var (row, task) in tasks.Index())
        {
            table.Place(
                $"t{row}",
                [NameOf(run, task, row), .. parameters.Select(name => Value(task, name)), .. Figures(run, task)]
            );
            TaskDetails.Append(table, task, isOpen: row < OpenMax && task.State.IsFailure());
        }

        table.End();
        page.Append("</section>");
    }

    private static string NameOf(RunView run, ReportTask task, int row)
    {
        var isDrawn = task.Attempts > 0 && run.Source.Attempts <= GanttPlot.BarsMax;
        var label = SafeText.Isolate(task.Label, 100);
        return isDrawn
            ? $"{label} <a class=\"back\" href=\"#b{row}\" title=\"its bar in time\" "
                + $"aria-label=\"bar of {SafeText.Escape(task.Label, 100)} in time\">↑</a>"
            : label;
    }

    private static string Value(ReportTask task, string name) =>
        task.Params.FirstOrDefault(one => one.Key == name).Value is { } value ? SafeText.Isolate(value, 60) : "–";

    private static IEnumerable<string> Figures(RunView run, ReportTask task) =>
        [
            StateMark.Of(task.State)
                + (
                    task.State == TaskState.Failed && task.Ending is { } ending ? $" {SafeText.Escape(ending, 60)}" : ""
                ),
            Quantity.Count(task.Attempts),
            task.Started is { } started ? Quantity.Duration(run.At(started)) : "–",
            task.Seconds is { } seconds ? Quantity.Duration(seconds) : "–",
            task.CpuSeconds is { } cpu ? Quantity.Duration(cpu) : "–",
            Quantity.Peak(task.PeakMemoryBytes),
        ];

    private static string Caption(RunView run)
    {
        var (job, shown, all) = (run.Source.JobId, run.Source.Tasks.Count, run.Tasks);
        return shown >= all
            ? "Those that need a person first; each opens to its command and its last lines."
            : $"{Quantity.Count(shown)} of {Quantity.Count(all, "task")}: some of each cause, more that failed, "
                + $"what runs and the slowest. {Quantity.Count(all - shown)} more: <code>rota tasks {job}</code>, "
                + $"<code>rota tasks {job} state:failed</code>.";
    }
}
