using System.Text.RegularExpressions;
using Rota.App.Problems;
using Rota.Store;

namespace Rota.Cli.Tests.Problems;

/// <summary>The catalogue of problems is the page that people read.</summary>
public sealed partial class CatalogueTests
{
    [Fact]
    public void The_page_lists_what_the_code_knows()
    {
        var page = File.ReadLines(Path.Combine(Root(), "docs", "errors.md"))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .Select(row => $"{row.Groups["name"]} {row.Groups["exit"]} {row.Groups["status"]}");
        Assert.Equal(ProblemCodes.All.Select(code => $"{code} {code.ExitCode} {code.Status}"), page);
    }

    [Fact]
    public void A_name_stands_for_one_problem() =>
        Assert.Equal(ProblemCodes.All.Count, ProblemCodes.All.Select(code => code.Name).Distinct().Count());

    [Fact]
    public void Every_failure_of_the_store_has_its_place() =>
        Assert.All(Enum.GetValues<StoreFailure>(), failure =>
            Assert.Equal(
                failure == StoreFailure.NoSuchJob ? "no-such-job" : "store-" + failure.ToString().ToLowerInvariant(),
                StoreProblems.Of(failure).Name));

    [Fact]
    public void A_status_is_an_error_of_HTTP() => Assert.All(ProblemCodes.All, code => Assert.InRange(code.Status, 400, 599));

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Rota.slnx")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }

    [GeneratedRegex(@"^\| `(?<name>[\w-]+)` \| (?<exit>\d+) \| (?<status>\d+) \|")]
    private static partial Regex Row();
}
