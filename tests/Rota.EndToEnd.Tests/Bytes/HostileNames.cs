using System.Text;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Bytes;

/// <summary>
/// A directory of names that are hard on whoever takes them for text. .NET cannot name most of them, so files are made
/// and named by the shell.
/// </summary>
internal static class HostileNames
{
    private static readonly byte[][] Special =
    [
        [.. "caf"u8, 0xE9],
        [0xC0, 0xAF],
        [0xE0, 0x80, 0xAF],
        [0xED, 0xA0, 0x80],
        [0xED, 0xB3, 0xA9],
        [0xF4, 0x90, 0x80, 0x80],
        [0xF0, 0x9F, 0x98],
        [.. "😀"u8],
        [.. "\uFFFD"u8],
        [.. "\uFEFF"u8, .. "mark"u8],
        [.. "\\xe9"u8],
        [.. "-rf"u8],
        [.. "--"u8],
        [.. "two\nlines\n"u8],
        [.. " spaces "u8],
        [.. "tab\there"u8],
        [.. "end\r"u8],
        [.. "$(id) `id` 'q' \"d\" \\ ; & | * ? ~ #"u8],
        [.. "{} ${file} {1} %s,\"x\""u8],
        [0x83, 0x60, (byte)'\''],
    ];

    /// <summary>All names of one byte, and those that only look like others.</summary>
    public static IReadOnlyList<byte[]> All { get; } =
        [.. Enumerable.Range(1, 255).Where(code => code is not ('/' or '.')).Select(code => new[] { (byte)code }), .. Special];

    /// <summary>Makes a file of each name in the directory <c>odd</c>, and their list <c>names</c>, each ended by NUL.</summary>
    public static void Make(RotaState rota)
    {
        File.WriteAllBytes(rota.At("names"), [.. All.SelectMany(name => (byte[])[.. name, 0])]);
        Shell(rota, "mkdir odd out && cd odd && xargs -0 sh -c 'for name; do : > \"./$name\"; done' x < ../names").Exits(0);
        Assert.Equal(Sorted(All), Found(rota.At("names")));
    }

    /// <summary>A script of the shell, with <c>$rota</c> the program under test.</summary>
    public static Outcome Shell(RotaState rota, string script)
    {
        using var shell = rota.StartProgram(new() { ["rota"] = RotaBinary.Path }, "/bin/sh", "-c", script);
        return shell.Wait(TimeSpan.FromMinutes(3));
    }

    /// <summary>The items of a file that end with NUL, in hexadecimal, sorted.</summary>
    public static string[] Found(string path) => Sorted(Items(File.ReadAllBytes(path)));

    /// <summary>Names in hexadecimal, sorted.</summary>
    public static string[] Sorted(IEnumerable<byte[]> names) => [.. names.Select(Convert.ToHexString).Order(StringComparer.Ordinal)];

    /// <summary>Names below a directory, as tasks see them.</summary>
    public static string[] Below(string directory) =>
        Sorted(All.Select(name => (byte[])[.. Encoding.UTF8.GetBytes(directory + "/"), .. name]));

    private static IEnumerable<byte[]> Items(byte[] bytes)
    {
        for (var start = 0; start < bytes.Length; )
        {
            var end = Array.IndexOf(bytes, (byte)0, start);
            yield return bytes[start..end];
            start = end + 1;
        }
    }
}
