using System.Diagnostics;

namespace Rota.Tidy.Tests;

/// <summary>The files of the repository, as git knows them.</summary>
internal static class Tree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Tracked files that exist, relative to the root.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Git("ls-files").Where(file => File.Exists(Path.Combine(Root, file)))];

    public static IEnumerable<string> Sources =>
        Files.Where(file => file.StartsWith("src/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal));

    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(Root, file));

    public static string Text(string file) => File.ReadAllText(Path.Combine(Root, file));

    /// <summary>Whether it is a file of text: nothing in its beginning is a zero.</summary>
    public static bool IsText(string file)
    {
        using var stream = File.OpenRead(Path.Combine(Root, file));
        var head = new byte[4_096];
        return !head.AsSpan(0, stream.Read(head)).Contains((byte)0);
    }

    /// <summary>Fails with all offenders, each on a line of its own.</summary>
    public static void AssertNone(IEnumerable<string> offenders, string rule)
    {
        var found = offenders.ToArray();
        Assert.True(found.Length == 0, $"{rule}: {found.Length}\n{string.Join('\n', found)}");
    }

    private static string[] Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = Root, RedirectStandardOutput = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Rota.slnx")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new DirectoryNotFoundException("no Rota.slnx above the tests");
    }
}
