using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>
/// A text and the file that says how it must be. <c>SNAP_UPDATE=1</c> writes the files; without it a missing file fails
/// like a wrong one, so that nothing is accepted that nobody has read in a diff.
/// </summary>
internal static class Snapshot
{
    public const string UpdateVariable = "SNAP_UPDATE";
    private const string Extension = ".snap";

    /// <summary>The files, in the source and not in a copy of it: they are rewritten there.</summary>
    public static string Folder { get; } =
        Path.Combine(RotaBinary.Root, "tests", "Rota.EndToEnd.Tests", "Snapshots", "Expected");

    /// <summary>The names of all files: test class, a dot, test.</summary>
    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(Folder, "*" + Extension).Select(path => Path.GetFileNameWithoutExtension(path)!);

    public static void Matches(string name, string actual)
    {
        var problem = Problem(
            Path.Combine(Folder, name + Extension), actual, Environment.GetEnvironmentVariable(UpdateVariable) == "1");
        Assert.True(problem is null, $"{name}: {problem}");
    }

    /// <summary>What is wrong with a text, or null; an update makes the file right.</summary>
    public static string? Problem(string path, string actual, bool updates)
    {
        if (updates)
        {
            File.WriteAllText(path, actual);
            return null;
        }

        return File.Exists(path) ? Difference(File.ReadAllText(path), actual)
            : $"there is no snapshot; {UpdateVariable}=1 writes it. The output is\n{actual}";
    }

    private static string? Difference(string expected, string actual)
    {
        if (expected == actual)
        {
            return null;
        }

        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        var (was, now) = (left.ElementAtOrDefault(line) ?? "(the end)", right.ElementAtOrDefault(line) ?? "(the end)");
        var column = was.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {line + 1} differs from column {column + 1} on; {UpdateVariable}=1 accepts it\n"
            + $"expected: {was}\nactual:   {now}\n{new string(' ', "actual:   ".Length + column)}^\n"
            + $"all of it:\n{actual}";
    }
}
