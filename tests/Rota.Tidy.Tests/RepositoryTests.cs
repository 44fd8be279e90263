using System.Text.RegularExpressions;

namespace Rota.Tidy.Tests;

/// <summary>Rules for everything that is tracked.</summary>
public sealed partial class RepositoryTests
{
    private const long BytesMax = 512 << 10;

    [Fact]
    public void No_file_is_large() => Tree.AssertNone(
        Tree.Files.Where(file => new FileInfo(Path.Combine(Tree.Root, file)).Length > BytesMax), "files over 512 KiB");

    [Fact]
    public void No_build_output_is_tracked() => Tree.AssertNone(
        Tree.Files.Where(file => BuildOutput().IsMatch(file)), "build output");

    /// <summary>Tests may name made-up paths; what ships and what people read may not name this machine's.</summary>
    [Fact]
    public void No_path_of_a_machine_is_written_down() => Tree.AssertNone(
        from file in Tree.Files
        where !file.StartsWith("tests/", StringComparison.Ordinal) && Tree.IsText(file)
        from line in Tree.Lines(file).Index()
        where MachinePath().IsMatch(line.Item)
        select $"{file}:{line.Index + 1}: {line.Item.Trim()}", "paths of a machine");

    [Fact]
    public void Links_between_documents_lead_somewhere() => Tree.AssertNone(
        from file in Tree.Files
        where file.EndsWith(".md", StringComparison.Ordinal)
        from Match link in Link().Matches(Fenced().Replace(Tree.Text(file), ""))
        let target = Path.Combine(Tree.Root, Path.GetDirectoryName(file)!, Uri.UnescapeDataString(link.Groups[1].Value))
        where !File.Exists(target) && !Directory.Exists(target)
        select $"{file}: {link.Groups[1].Value}", "links to nothing");

    [Fact]
    public void Links_into_a_document_name_a_heading_of_it() => Tree.AssertNone(
        from file in Tree.Files
        where file.EndsWith(".md", StringComparison.Ordinal)
        from Match link in Anchor().Matches(Fenced().Replace(Tree.Text(file), ""))
        let target = link.Groups[1].Value.Length == 0 ? file
            : Path.GetRelativePath(Tree.Root, Path.Combine(Tree.Root, Path.GetDirectoryName(file)!, link.Groups[1].Value))
        where target.EndsWith(".md", StringComparison.Ordinal) && File.Exists(Path.Combine(Tree.Root, target))
        where !Tree.Lines(target).Where(line => line.StartsWith('#')).Select(Slug).Contains(link.Groups[2].Value)
        select $"{file}: {link.Value}", "links to headings that are not there");

    /// <summary>A heading as GitHub makes an anchor of it.</summary>
    private static string Slug(string heading) =>
        NotInSlug().Replace(heading.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex("(^|/)(bin|obj|artifacts)/")]
    private static partial Regex BuildOutput();

    [GeneratedRegex(@"(?<![\w./-])/(work|tmp/h\w*|home/\w+|root)/")]
    private static partial Regex MachinePath();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#\s]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"\]\((?![a-z]+:)([^)#\s]*)#([^)\s]+)\)")]
    private static partial Regex Anchor();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInSlug();
}
