using System.Text.RegularExpressions;

namespace Rota.Tidy.Tests;

/// <summary>Rules of style for the product's source. Allowances may fall, never rise.</summary>
public sealed partial class SourceTests
{
    private const int LinesMax = 400;
    private const int LinesAimed = 150;
    private const int ColumnsMax = 120;
    private const int FilesMax = 25;

    /// <summary>Files that are over the limit today; take one out when it is split.</summary>
    private static readonly string[] TooLong = [];

    /// <summary>Files longer than aimed at, today.</summary>
    private const int LongAllowed = 29;

    /// <summary>Lines wider than 120 columns, today: mostly sentences that people read.</summary>
    private const int WideAllowed = 40;

    [Fact]
    public void Files_have_400_lines_at_most() => Tree.AssertNone(
        Tree.Sources.Where(file => Tree.Lines(file).Length > LinesMax).Except(TooLong), "files are too long");

    [Fact]
    public void Long_files_become_fewer() =>
        Ratchet(Tree.Sources.Where(file => Body(file) > LinesAimed), LongAllowed, "files over 150 lines");

    [Fact]
    public void Wide_lines_become_fewer() => Ratchet(
        Tree.Sources.SelectMany(file => Tree.Lines(file).Index().Where(line => line.Item.Length > ColumnsMax)
            .Select(line => $"{file}:{line.Index + 1}")), WideAllowed, "lines over 120 columns");

    [Fact]
    public void A_promise_for_later_names_its_issue() => Tree.AssertNone(
        Matches(Promise()).Where(line => !Issue().IsMatch(line)), "TODO, FIXME or HACK without an issue number");

    [Fact]
    public void Types_are_named_for_what_they_are() => Tree.AssertNone(Matches(EmptyName()), "names that say nothing");

    [Fact]
    public void Nobody_reads_the_local_clock() => Tree.AssertNone(Matches(LocalClock()), "DateTime.Now");

    [Fact]
    public void A_namespace_is_its_folder() => Tree.AssertNone(
        Tree.Sources.Where(file => Tree.Lines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal))
            is { } line && line != $"namespace {Path.GetDirectoryName(file)![4..].Replace('/', '.')};"), "namespaces elsewhere");

    [Fact]
    public void Projects_refer_downwards_only()
    {
        string[] order = ["Rota.Core", "Rota.Instruments", "Rota.Linux", "Rota.Fabric", "Rota.Store", "Rota.Store.Memory", "Rota.Store.Sqlite", "Rota.Store.Postgres", "Rota.Runners", "Rota.Node", "Rota.Cell", "Rota.Delivery", "Rota.App", "Rota.Dashboard", "Rota.Web", "Rota.Client", "Rota.Sim", "Rota.Cli"];
        Tree.AssertNone(
            from file in Tree.Files
            where file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".csproj", StringComparison.Ordinal)
            let level = Array.IndexOf(order, Path.GetFileNameWithoutExtension(file))
            from Match reference in Reference().Matches(Tree.Text(file))
            where level < 0 || Array.IndexOf(order, reference.Groups[1].Value) >= level
            select $"{file} refers to {reference.Groups[1].Value}", "references upwards");
    }

    /// <summary>Whoever takes turns, runs processes or answers people knows a home by its ports.</summary>
    [Fact]
    public void A_home_is_known_by_its_ports() => Tree.AssertNone(
        from project in (string[])["Rota.App", "Rota.Web", "Rota.Client", "Rota.Runners", "Rota.Node", "Rota.Cell", "Rota.Delivery"]
        from Match reference in Reference().Matches(Tree.Text($"src/{project}/{project}.csproj"))
        where reference.Groups[1].Value.StartsWith("Rota.Store.", StringComparison.Ordinal)
        select $"{project} refers to {reference.Groups[1].Value}", "references to a kind of home");

    [Fact]
    public void No_home_refers_to_another() => Tree.AssertNone(
        from project in (string[])["Rota.Store.Memory", "Rota.Store.Sqlite", "Rota.Store.Postgres"]
        from Match reference in Reference().Matches(Tree.Text($"src/{project}/{project}.csproj"))
        where reference.Groups[1].Value.StartsWith("Rota.Store.", StringComparison.Ordinal)
        select $"{project} refers to {reference.Groups[1].Value}", "references between homes");

    [Fact]
    public void Namespaces_refer_one_way() => Tree.AssertNone(Namespaces.Cycles(), "namespaces that refer to each other");

    [Fact]
    public void The_system_is_called_in_one_project() => Tree.AssertNone(
        Matches(Call()).Where(line => !line.StartsWith("src/Rota.Linux/", StringComparison.Ordinal)), "calls of the system elsewhere");

    [Fact]
    public void Folders_hold_few_files() => Tree.AssertNone(
        Tree.Sources.GroupBy(file => Path.GetDirectoryName(file)!).Where(folder => folder.Count() > FilesMax)
            .Select(folder => $"{folder.Key}: {folder.Count()}"), "folders that hold too much");

    /// <summary>Lines but for the using directives: those tell where things are, not how much there is.</summary>
    private static int Body(string file) =>
        Tree.Lines(file).Count(line => !line.StartsWith("using ", StringComparison.Ordinal));

    private static IEnumerable<string> Matches(Regex pattern) =>
        from file in Tree.Sources
        from line in Tree.Lines(file).Index()
        where pattern.IsMatch(line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}";

    private static void Ratchet(IEnumerable<string> found, int allowed, string rule)
    {
        var all = found.ToArray();
        Assert.True(all.Length <= allowed, $"{rule}: {all.Length}, allowed {allowed}\n{string.Join('\n', all)}");
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK)\b")]
    private static partial Regex Promise();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK) ?\(#\d+\)")]
    private static partial Regex Issue();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum) \w*(Manager|Helpers?|Utils?|Impl)\b")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"\bDateTime(Offset)?\.(Now|Today)\b")]
    private static partial Regex LocalClock();

    [GeneratedRegex(@"\[(LibraryImport|DllImport)\b")]
    private static partial Regex Call();

    [GeneratedRegex("<ProjectReference Include=\"[^\"]*/([^/\"]+)\\.csproj\"")]
    private static partial Regex Reference();
}
