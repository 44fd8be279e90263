using System.Text.RegularExpressions;

namespace Rota.Tidy.Tests;

/// <summary>The page of security promises names tests; each is there.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public void Each_promise_names_tests_that_are_there()
    {
        var tests = Tree.Files.Where(file => file.StartsWith("tests/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)).Select(Tree.Text).ToArray();
        var rows = Tree.Lines("docs/security.md").SkipWhile(line => line != "## What is proven, and where").Where(line => Row().IsMatch(line)).ToArray();
        Assert.True(rows.Length >= 15, $"{rows.Length} promises");
        Tree.AssertNone(
            from row in rows
            from Match name in Name().Matches(row[row.LastIndexOf("| `", StringComparison.Ordinal)..])
            let type = name.Groups["type"].Value
            let method = name.Groups["method"].Value
            where !tests.Any(text =>
                Regex.IsMatch(text, $@"\bclass {type}\b") && (method.Length == 0 || Regex.IsMatch(text, $@"\b{method}\(")))
            select name.Value, "tests that are not there");
    }

    [GeneratedRegex(@"^\| [^-].* \| `")]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<type>\w+)(\.(?<method>\w+))?`")]
    private static partial Regex Name();
}
