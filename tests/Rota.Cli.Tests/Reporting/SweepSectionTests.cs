using System.Text.RegularExpressions;
using Rota.App.Reporting;
using Rota.Cli.Report.Pages;

namespace Rota.Cli.Tests.Reporting;

/// <summary>Results on the page of a report: what is plotted against what, and that its table says the same.</summary>
public sealed partial class SweepSectionTests
{
    [Fact]
    public void Two_parameters_are_a_heat_map_with_its_table()
    {
        var page = Page(Tasks(("lr", 3), ("width", 2)));
        Assert.Contains("<bdi>accuracy</bdi> of <bdi>train</bdi>", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>width</bdi> (down)", page, StringComparison.Ordinal);
        Assert.Contains("<bdi>lr</bdi> (across)", page, StringComparison.Ordinal);
        Assert.Equal(6, Cells(page));
        Assert.Contains("<th class=\"n\"><bdi>2</bdi></th>", page, StringComparison.Ordinal);
        Assert.Contains("<td class=\"n\">201</td>", page, StringComparison.Ordinal);
        Assert.Equal(0, Count(page, "class=\"thread"));
    }

    [Fact]
    public void The_two_that_move_the_result_most_are_the_axes_and_more_are_parallel_coordinates()
    {
        var page = Page(Tasks(("seed", 5), ("lr", 3), ("width", 2)));
        Assert.Contains("A cell is the mean over <bdi>width</bdi>", page, StringComparison.Ordinal);
        Assert.Equal(30, Count(page, "class=\"thread"));
        Assert.Equal(15, Cells(page));
    }

    [Fact]
    public void A_parameter_with_very_many_values_has_no_cells()
    {
        var page = Page(Tasks(("seed", 100), ("lr", 3)));
        Assert.Equal(0, Cells(page));
        Assert.Equal(300, Count(page, "class=\"thread"));
        Assert.Contains("(280 between)", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("accuracy", true)]
    [InlineData("loss", true)]
    [InlineData(null, true)]
    [InlineData("other", false)]
    public void The_number_is_that_which_was_asked_for(string? result, bool isThere)
    {
        var page = Page(Tasks(("lr", 3)), result);
        Assert.Equal(isThere, page.Contains($"<bdi>{result ?? "accuracy"}</bdi> of <bdi>train</bdi>", StringComparison.Ordinal));
    }

    [Fact]
    public void Tasks_that_report_nothing_or_do_not_vary_are_not_plotted()
    {
        Assert.DoesNotContain("</bdi> of <bdi>", Page([.. Tasks(("lr", 3)).Select(task => task with { Numbers = new Dictionary<string, double>() })]), StringComparison.Ordinal);
        Assert.DoesNotContain("</bdi> of <bdi>", Page([.. Tasks(("lr", 1))]), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_task_that_was_tried_again_the_last_attempt_counts()
    {
        var tasks = Tasks(("lr", 2));
        var again = tasks[0] with { Number = 2, Numbers = new Dictionary<string, double> { ["accuracy"] = 77 } };
        var page = Page([.. tasks, again]);
        Assert.Contains("<td class=\"n\">77</td>", page, StringComparison.Ordinal);
        Assert.Equal(2, Cells(page));
    }

    /// <summary>A task for each combination, whose accuracy has a digit for each parameter, the first the highest.</summary>
    private static ReportAttempt[] Tasks(params (string Name, int Values)[] parameters)
    {
        var count = parameters.Aggregate(1, (product, one) => product * one.Values);
        return [.. Enumerable.Range(0, count).Select(Task)];

        ReportAttempt Task(int index)
        {
            var (values, rest, accuracy) = (new Dictionary<string, string>(), index, 0.0);
            foreach (var (name, of) in parameters)
            {
                values[name] = $"{rest % of}";
                accuracy = (accuracy * 100) + (rest % of);
                rest /= of;
            }

            return new ReportAttempt
            {
                Label = $"train[{index}]", Group = "train", Index = index, State = "succeeded", Params = values,
                Numbers = new Dictionary<string, double> { ["accuracy"] = accuracy, ["loss"] = -accuracy },
                Started = DateTimeOffset.UnixEpoch, Ended = DateTimeOffset.UnixEpoch.AddSeconds(1),
            };
        }
    }

    private static string Page(ReportAttempt[] attempts, string? result = null) =>
        ReportPage.Render(new ReportData
        {
            JobId = 1, Name = "sweep", State = "succeeded", Slots = 4, RotaVersion = "0", Host = "here", Result = result,
            Groups = [new ReportGroup { Name = "train", Total = attempts.Length, Succeeded = attempts.Length }],
            Reported = attempts, Marks = [new AttemptMark(0, 1_000_000, 0, 0, 0, MarkOutcome.Succeeded)], Attempts = 1,
        });

    private static int Cells(string page) => HeatCell().Count(page);

    private static int Count(string page, string part) => page.Split(part).Length - 1;

    [GeneratedRegex("class=\"h\\d\"")]
    private static partial Regex HeatCell();
}
