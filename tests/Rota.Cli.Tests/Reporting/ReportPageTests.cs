using System.Text.RegularExpressions;
using Rota.App.Reporting;
using Rota.Cli.Report.Pages;

namespace Rota.Cli.Tests.Reporting;

/// <summary>What is on the page of a report, and how large it may become.</summary>
public sealed partial class ReportPageTests
{
    [Fact]
    public void Failures_come_first_with_what_to_type_then_what_was_skipped_and_why()
    {
        var page = ReportPage.Render(PageData.Job(7));
        int[] places = [.. InOrder.Select(part => page.IndexOf(part, StringComparison.Ordinal))];
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void A_bar_leads_to_its_row_and_the_row_to_its_bar_and_no_link_leads_nowhere()
    {
        var page = ReportPage.Render(PageData.Job(7));
        string[] ids = [.. Ids().Matches(page).Select(id => id.Groups[1].Value)];
        string[] targets = [.. Targets().Matches(page).Select(target => target.Groups[1].Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(targets.Except(ids));
        for (var row = 0; row < 7; row++)
        {
            Assert.Contains($"t{row}", targets);
            Assert.Contains($"b{row}", targets);
        }
    }

    [Fact]
    public void A_row_has_its_parameters_its_command_its_last_lines_and_its_reason()
    {
        var page = ReportPage.Render(PageData.Job(1, _ => "what"));
        Assert.Contains("<th role=\"columnheader\" scope=\"col\" class=\"param\"><bdi>what</bdi></th>", page, StringComparison.Ordinal);
        Assert.Contains("<pre><code><bdi>what</bdi>\n<bdi>what</bdi></code></pre>", page, StringComparison.Ordinal);
        Assert.Contains("Last lines", page, StringComparison.Ordinal);
        Assert.Contains("<code>rota logs 42.train.0</code> <code>rota rerun 42.train.0</code>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_row_is_said_in_words()
    {
        var page = ReportPage.Render(PageData.Job(7) with { Groups = [new ReportGroup { Name = "train", Total = 2_000_000, Failed = 3, Succeeded = 1_999_997 }] });
        Assert.Contains("7 of 2,000,000 tasks", page, StringComparison.Ordinal);
        Assert.Contains("1,999,993 more: <code>rota tasks 42</code>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_of_a_million_attempts_is_no_larger_than_that_of_a_few_hundred()
    {
        var data = PageData.Job(TaskRows);
        AttemptMark[] marks = [.. Enumerable.Range(0, 1_000_000).Select(at => new AttemptMark(at * 1000L, (at * 1000L) + 900_000 + (at % 977), 0, at, (uint)(at % 9999), (MarkOutcome)(at % 977 == 0 ? 1 : 0)))];
        var page = ReportPage.Render(data with { Marks = marks, Attempts = 1_000_000 });
        Assert.InRange(page.Length, 100_000, 2_500_000);
    }

    private const int TaskRows = 500;
    private static readonly string[] InOrder = ["<section id=\"failures\"", "rota rerun 42 --like 42.train.0", "<section id=\"skipped\"", "text 4", "<section id=\"time\"", "<section id=\"tasks\""];

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("href=\"#([^\"]+)\"")]
    private static partial Regex Targets();
}
