using System.Text;
using Rota.App.Markup;
using Rota.App.Reporting;
using Rota.Core.Model;

namespace Rota.Cli.Report.Pages;

/// <summary>What a task ran, why it ended as it did, and what it wrote last.</summary>
internal static class TaskDetails
{
    private const int OutputLineMax = 310;

    /// <summary>Appends them beneath the row of the task; nothing where there is nothing to tell.</summary>
    public static void Append(HtmlTable table, ReportTask task, bool isOpen)
    {
        if (task.Command is null)
        {
            return;
        }

        var html = new StringBuilder($"<details{(isOpen ? " open" : "")}><summary>")
            .Append(Summary(task))
            .Append("</summary>");
        html.Append($"<p class=\"label\">Command</p><pre><code>{SafeText.Lines(task.Command, 2_000)}</code></pre>");
        if (task.Reason is { } reason)
        {
            html.Append($"<p class=\"label\">Reason</p><p class=\"message\">{SafeText.Isolate(reason, 400)}</p>");
        }

        AppendOutput(html, task);
        table.Beneath(html.Append("</details>").ToString());
    }

    private static string Summary(ReportTask task) =>
        task switch
        {
            { State: TaskState.Skipped, Reason: { } why } => $"why: {SafeText.Isolate(why, 160)}",
            { Reason: { } reason } when task.State != TaskState.Succeeded =>
                $"<code>{SafeText.Isolate(reason, 160)}</code>",
            { Output.Lines: [.., var last] } => $"<code>{SafeText.Isolate(last, 160)}</code>",
            _ => "command",
        };

    private static void AppendOutput(StringBuilder html, ReportTask task)
    {
        if (task.Output is { } output)
        {
            var lines = output.Lines.Select(line => SafeText.Isolate(line, OutputLineMax));
            html.Append($"<p class=\"label\">{(output.IsCut ? "Last lines" : "Output")}</p>")
                .Append(
                    output.Lines.Count == 0
                        ? "<p class=\"dim\">it wrote nothing</p>"
                        : $"<pre><code>{string.Join('\n', lines)}</code></pre>"
                );
        }

        var shows = task.State == TaskState.Skipped ? "explain" : "logs";
        html.Append($"<p class=\"do\"><code>rota {shows} {SafeText.Escape(task.Address)}</code>")
            .Append(task.State > TaskState.Succeeded ? $" <code>rota rerun {SafeText.Escape(task.Address)}</code>" : "")
            .Append("</p>");
    }
}
