using System.Diagnostics;
using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.Dashboard.Tests;

/// <summary>Rules for the source of the pages.</summary>
public sealed partial class SourceTests
{
    private const int LinesMax = 150;
    private static readonly string[] Kinds = ["*.ts", "*.tsx", "*.css"];
    private static readonly string App = Path.Combine(RotaBinary.Root, "src", "Rota.Dashboard", "app");
    private static readonly string Packages = Path.Combine(RotaBinary.Root, "artifacts", "dashboard", "node_modules");

    private static IEnumerable<string> Files =>
        Kinds
            .SelectMany(kind => Directory.EnumerateFiles(Path.Combine(App, "src"), kind, SearchOption.AllDirectories))
            .Where(file => !file.EndsWith("schema.ts", StringComparison.Ordinal));

    [Fact]
    public void Its_types_agree_with_each_other_and_with_the_document_of_the_API()
    {
        Assert.SkipUnless(Directory.Exists(Packages), "Rota was built without its dashboard: node, npm or a registry was missing");
        Run("node", Path.Combine(App, "scripts", "types.mjs"), Path.Combine(RotaBinary.Root, "docs", "openapi.json"), Path.Combine(App, "src", "api", "schema.ts"));
        Run(Path.Combine(Packages, ".bin", "tsc"), "--noEmit", "-p", App);
    }

    [Fact]
    public void Nothing_makes_markup_or_a_script_of_a_text() =>
        Assert.DoesNotContain(Files, file => Dangerous().IsMatch(File.ReadAllText(file)));

    [Fact]
    public void Files_stay_short() =>
        Assert.DoesNotContain(Files, file => !file.EndsWith(".css", StringComparison.Ordinal) && File.ReadLines(file).Count() > LinesMax);

    [Fact]
    public void Packages_are_named_by_version_and_digest_and_by_no_host()
    {
        var file = File.ReadAllText(Path.Combine(App, "package-lock.json"));
        Assert.DoesNotContain("\"resolved\"", file, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", file, StringComparison.Ordinal);
        Assert.All(Version().Matches(File.ReadAllText(Path.Combine(App, "package.json"))), one => Assert.Matches(@"^\d+\.\d+\.\d+$", one.Groups[1].Value));
    }

    private static void Run(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said + errors.Result);
    }

    [GeneratedRegex(@"dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(")]
    private static partial Regex Dangerous();

    [GeneratedRegex("\"(?:@?[\\w/-]+)\": \"([~^]?\\d[^\"]*)\"")]
    private static partial Regex Version();
}
