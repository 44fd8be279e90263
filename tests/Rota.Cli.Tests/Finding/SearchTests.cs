using Rota.App.Finding;
using Rota.App.Problems;
using Rota.Core.Filters;
using Rota.Core.Model;

namespace Rota.Cli.Tests.Finding;

/// <summary>Pages of lists: each row once, in the order asked for, and never silently too few.</summary>
public sealed class SearchTests
{
    private static readonly FieldTable<int> Table = new(
    [
        new("number", FieldKind.Number, row => FieldValue.Of((double?)row)),
        new("tens", FieldKind.Number, row => FieldValue.Of(row < 90 ? row / 10 : (double?)null)),
        new("word", FieldKind.Text, row => FieldValue.Of($"w:{row % 7}")),
    ]);

    [Theory]
    [InlineData("")]
    [InlineData("number:>20")]
    [InlineData("sort:tens")]
    [InlineData("sort:-tens number:3..97")]
    [InlineData("sort:word")]
    public void Pages_together_are_the_whole_list(string text)
    {
        var whole = Page(text, null, null).Rows;
        var pages = new List<int>();
        string? next = null;
        do
        {
            var page = Page(text, 7, next);
            Assert.True(page.IsComplete);
            Assert.InRange(page.Rows.Length, 1, 7);
            pages.AddRange(page.Rows);
            next = page.Next;
        } while (next is not null);

        Assert.Equal(whole, pages);
        Assert.Equal(whole.Order(), whole.Distinct().Order());
    }

    [Fact]
    public void What_has_no_value_comes_last_in_either_direction()
    {
        Assert.Equal([90, 91], Page("sort:tens", 100, null).Rows[90..92]);
        Assert.Equal([90, 91], Page("sort:-tens", 100, null).Rows[90..92]);
    }

    [Fact]
    public void What_takes_too_long_ends_with_the_place_to_go_on_at()
    {
        const string Filter = "number:>20";
        var page = Page(Filter, 7, PageMark.Bind("50", Filter), TimeSpan.Zero);
        Assert.Equal((false, PageMark.Bind("51", Filter), 1), (page.IsComplete, page.Next, page.Rows.Length));
        var sorted = Page("sort:word", 7, null, TimeSpan.Zero);
        Assert.Equal((false, null), (sorted.IsComplete, sorted.Next));
        Assert.True(Page("", 7, null, TimeSpan.Zero, isServed: true).IsComplete);
    }

    [Theory]
    [InlineData("", "x")]
    [InlineData("", "5:dur:n1")]
    [InlineData("sort:-tens", "5")]
    [InlineData("sort:-tens", "5:tens:n1")]
    public void A_place_of_another_list_is_refused(string text, string after) =>
        Assert.Equal(ProblemCodes.Usage, Assert.Throws<ProblemException>(() => Page(text, 7, after)).Problem.Code);

    [Fact]
    public void A_mistake_is_told_with_its_column()
    {
        var problem = Assert.Throws<ProblemException>(() => FilterCases.Read("number:3 nubmer:4", Table)).Problem;
        Assert.Equal(ProblemCodes.BadFilter, problem.Code);
        Assert.Equal("number:3 nubmer:4: column 10: there is no field nubmer", problem.Detail);
        Assert.Equal("did you mean number?", Assert.Single(problem.Tries));
    }

    private static (int[] Rows, string? Next, bool IsComplete) Page(
        string text, int? limit, string? after, TimeSpan? patience = null, bool isServed = false)
    {
        var request = new PageRequest { Filter = text, Limit = limit, After = after, Patience = patience ?? TimeSpan.FromHours(1) };
        var search = new Search<int>(FilterCases.Read(text, Table), request, new Instant(0), row => row);
        int[] rows = [.. search.Of(from => Enumerable.Range(0, 100).Where(row => row > (from ?? -1)), isServed)];
        return (rows, search.Next, search.IsComplete);
    }
}
