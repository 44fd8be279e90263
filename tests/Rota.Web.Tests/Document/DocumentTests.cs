using System.Text;
using System.Text.RegularExpressions;
using Rota.Web.Api;
using Rota.Web.Document;
using Rota.Web.Serving;

namespace Rota.Web.Tests.Document;

/// <summary>What is written about the API is what it does.</summary>
public sealed partial class DocumentTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void The_document_that_is_checked_in_is_the_one_that_is_served()
    {
        var file = Path.Combine(Root, "docs", "openapi.json");
        var served = Encoding.UTF8.GetString(OpenApiDocument.Of(ApiRoutes.All).Span) + "\n";
        if (Environment.GetEnvironmentVariable("SNAP_UPDATE") == "1")
        {
            File.WriteAllText(file, served);
        }

        Assert.Equal(File.ReadAllText(file), served);
    }

    /// <summary>A route that is not on the page, with what its token must allow, fails here.</summary>
    [Fact]
    public void The_page_lists_each_route_with_its_scope()
    {
        var listed = File.ReadLines(Path.Combine(Root, "docs", "api.md"))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .Select(row => $"{row.Groups["method"]} {row.Groups["path"]} {row.Groups["scope"]}");
        Assert.Equal(
            ServedRoutes.All.Select(route => $"{route.Method} {route.Path} {route.Scope.ToString().ToLowerInvariant()}").Order(),
            listed.Order());
    }

    [Fact]
    public void Each_route_is_there_once_and_says_in_a_sentence_what_it_does() =>
        Assert.All(
            ServedRoutes.All.GroupBy(route => (route.Method, route.Path)),
            same => Assert.EndsWith(".", Assert.Single(same).Summary, StringComparison.Ordinal));

    [GeneratedRegex(@"^\| `(?<method>[A-Z]+) (?<path>[^`]+)` \| (?<scope>[a-z]+) \|")]
    private static partial Regex Row();

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Rota.slnx")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }
}
