using System.Text;
using Rota.App.Failing;
using Rota.App.Markup;

namespace Rota.Cli.Report.Pages;

/// <summary>What failed, tasks of one cause together, the most frequent first, each with what to type.</summary>
internal static class FailureSection
{
    /// <summary>Name of the section as a place.</summary>
    public const string Place = "failures";

    private const int ExamplesShown = 3;

    /// <summary>Appends the section; nothing when nothing failed.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        var (failures, mended) = (run.Source.Failures, run.Source.Mended);
        if (failures is not { Tasks: > 0 })
        {
            AppendMended(page, mended);
            return;
        }

        page.Append($"<section id=\"{Place}\"><h2>Failures</h2><p class=\"sub\">")
            .Append($"{Quantity.Count(failures.Tasks, "task")} of {Quantity.Count(failures.Groups.Count, "cause")}. ")
            .Append("Messages that differ only in numbers, paths and quoted words count as one.")
            .Append(mended > 0 ? $" {Quantity.Count(mended, "more attempt")} failed and were mended by a retry." : "")
            .Append($"</p><p class=\"do\">Run all of them again: <code>{SafeText.Escape(failures.Rerun)}</code></p>")
            .Append("<ol class=\"causes\">");
        foreach (var group in failures.Groups)
        {
            AppendGroup(page, run, group);
        }

        page.Append("</ol>");
        if (failures.Others > 0)
        {
            page.Append($"<p class=\"sub\">{Quantity.Count(failures.Others, "more task")} of other causes: ")
                .Append($"<code>rota tasks {failures.Job} 'state:failed,timed_out,oom_killed,lost'</code></p>");
        }

        page.Append("</section>");
    }

    private static void AppendMended(StringBuilder page, long mended)
    {
        if (mended > 0)
        {
            page.Append($"<section id=\"{Place}\"><h2>Failures</h2><p class=\"sub\">No task failed in the end; ")
                .Append($"{Quantity.Count(mended, "attempt")} did, mended by a retry.</p></section>");
        }
    }

    private static void AppendGroup(StringBuilder page, RunView run, FailureGroup group)
    {
        var message = group.Examples[0].Message;
        page.Append("<li><h3><span class=\"times\">")
            .Append($"{Quantity.Count(group.Tasks)} ×</span> ")
            .Append($"{StateMark.Of("failed", group.Ending)}</h3>")
            .Append(
                string.IsNullOrWhiteSpace(message)
                    ? "<p class=\"dim\">no message on standard error</p>"
                    : $"<p class=\"message\"><code>{SafeText.Isolate(message, 300)}</code></p>"
            )
            .Append("<p class=\"sub\">");
        page.AppendJoin(", ", group.Examples.Take(ExamplesShown).Select(example => Named(run, example)));
        var more = group.Tasks - Math.Min(ExamplesShown, group.Examples.Count);
        page.Append(more > 0 ? $" and {Quantity.Count(more)} more" : "").Append(When(run, group)).Append("</p>");
        page.Append($"<p class=\"do\"><code>{SafeText.Escape(group.Logs, 400)}</code> ")
            .Append($"<code>{SafeText.Escape(group.Rerun, 400)}</code></p></li>");
    }

    private static string Named(RunView run, FailedTask example) =>
        run.RowOf(example.Place) is { } row
            ? $"<a href=\"#t{row}\">{SafeText.Isolate(example.Label, 80)}</a>"
            : SafeText.Isolate(example.Label, 80);

    private static string When(RunView run, FailureGroup group)
    {
        var nodes =
            group.Nodes.Count == 0
                ? ""
                : $" · on {string.Join(", ", group.Nodes.Select(node => SafeText.Isolate(node, 40)))}";
        return (group.First, group.Last) switch
        {
            ({ } first, { } last) when first == last => $" · after {Quantity.Duration(run.At(first))}{nodes}",
            ({ } first, { } last) => $" · first after {Quantity.Duration(run.At(first))}, "
                + $"last after {Quantity.Duration(run.At(last))}{nodes}",
            _ => nodes,
        };
    }
}
