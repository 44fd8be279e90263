using System.Text;
using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>Failed attempts, those with the same cause together, most frequent first.</summary>
internal static class FailureTable
{
    private const int RowsMax = 12;
    private const int ExamplesMax = 3;
    private const int ShapeLengthMax = 400;

    private static readonly string[] SignalNames =
    [
        "",
        "SIGHUP",
        "SIGINT",
        "SIGQUIT",
        "SIGILL",
        "SIGTRAP",
        "SIGABRT",
        "SIGBUS",
        "SIGFPE",
        "SIGKILL",
        "SIGUSR1",
        "SIGSEGV",
        "SIGUSR2",
        "SIGPIPE",
        "SIGALRM",
        "SIGTERM",
        "SIGSTKFLT",
        "SIGCHLD",
        "SIGCONT",
        "SIGSTOP",
        "SIGTSTP",
        "SIGTTIN",
        "SIGTTOU",
        "SIGURG",
        "SIGXCPU",
        "SIGXFSZ",
        "SIGVTALRM",
        "SIGPROF",
        "SIGIO",
        "SIGPWR",
        "SIGSYS",
    ];

    /// <summary>How an attempt ended, in two or three words.</summary>
    public static string Cause(ReportAttempt attempt)
    {
        var means = attempt switch
        {
            { Signal: > 0 and <= 30 and var signal } => SignalNames[signal],
            { Signal: { } signal } => $"signal {signal}",
            { ExitCode: { } code } => $"exit {code}",
            _ => null,
        };
        return attempt.State switch
        {
            "succeeded" => "succeeded",
            "failed" => means ?? "failed",
            "timed_out" => "timed out",
            "oom_killed" => "out of memory",
            "cancelled" => "cancelled",
            "lost" => "lost",
            var state => means is null ? state : $"{state}, {means}",
        };
    }

    /// <summary>Appends the table; nothing when nothing failed.</summary>
    public static void Append(StringBuilder page, RunView run)
    {
        var failed = run.Spans.Where(span => span.Outcome == Outcome.Failed).Select(span => span.Attempt).ToArray();
        if (failed.Length == 0)
        {
            return;
        }

        var succeeded = run
            .Spans.Where(span => span.Outcome == Outcome.Succeeded)
            .Select(span => span.Attempt.Label)
            .ToHashSet(StringComparer.Ordinal);
        var causes = failed
            .GroupBy(attempt => (Cause(attempt), Shape(attempt.Reason)))
            .OrderByDescending(cause => cause.Count())
            .ToArray();
        page.Append("<section><h2>Failures</h2><p class=\"sub\">")
            .Append($"{Quantity.Count(failed.Length, "failed attempt")} with ")
            .Append($"{Quantity.Count(causes.Length, "cause")}. Messages that differ only in numbers count as one.</p>")
            .Append("<div class=\"wide\"><table><thead><tr>")
            .Append("<th class=\"n\">Attempts</th><th>Ended by</th><th>Last line of stderr</th>")
            .Append("<th>Tasks</th><th class=\"n\">Mended by retry</th></tr></thead><tbody>");
        foreach (var cause in causes.Take(RowsMax))
        {
            AppendRow(page, [.. cause], succeeded);
        }

        page.Append("</tbody></table></div>");
        if (causes.Length > RowsMax)
        {
            var rest = causes.Skip(RowsMax).Sum(cause => cause.Count());
            page.Append($"<p class=\"sub\">and {Quantity.Count(causes.Length - RowsMax, "other cause")} with ")
                .Append($"{Quantity.Count(rest, "attempt")}</p>");
        }

        var job = run.Source.JobId;
        page.Append($"<p class=\"sub\">Their output: <code>rota logs {job} --failed</code> · ")
            .Append($"run them again: <code>rota rerun {job} --failed</code></p></section>");
    }

    private static void AppendRow(StringBuilder page, ReportAttempt[] attempts, HashSet<string> succeeded)
    {
        var labels = attempts.Select(attempt => attempt.Label).Distinct(StringComparer.Ordinal).ToArray();
        var mended = labels.Count(succeeded.Contains);
        var reason = string.IsNullOrWhiteSpace(attempts[0].Reason)
            ? "<span class=\"dim\">no message</span>"
            : $"<code>{SafeText.Isolate(attempts[0].Reason, 240)}</code>";
        var examples = string.Join(", ", labels.Take(ExamplesMax).Select(label => SafeText.Isolate(label, 60)));
        var more =
            labels.Length > ExamplesMax
                ? $" <span class=\"dim\">and {Quantity.Count(labels.Length - ExamplesMax)} more</span>"
                : "";
        page.Append($"<tr><td class=\"n\">{Quantity.Count(attempts.Length)}</td>")
            .Append($"<td class=\"nowrap bad-text\">{SafeText.Escape(Cause(attempts[0]))}</td>")
            .Append($"<td class=\"reason\">{reason}</td><td>{examples}{more}</td>")
            .Append($"<td class=\"n\">{Quantity.Count(mended)} of {Quantity.Count(labels.Length)}</td></tr>");
    }

    /// <summary>A message without its numbers, so that "loss is NaN at step 12" and "… 13" are one cause.</summary>
    private static string Shape(string? reason)
    {
        var shape = new StringBuilder();
        foreach (var character in reason.AsSpan(0, Math.Min(reason?.Length ?? 0, ShapeLengthMax)))
        {
            if (!char.IsAsciiDigit(character))
            {
                shape.Append(character);
            }
            else if (shape.Length == 0 || shape[^1] != '#')
            {
                shape.Append('#');
            }
        }

        return shape.ToString();
    }
}
