using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Documents;

/// <summary>
/// A directory that looks like a checkout to somebody who follows the README, and a home directory of its own with
/// <c>rota</c> linked into the PATH as the README says.
/// </summary>
internal sealed partial class Checkout : IDisposable
{
    public Checkout()
    {
        Directory.CreateDirectory(Rota.At("home/.local/bin"));
        Rota.Environment["HOME"] = Rota.At("home");
        Rota.Environment["PATH"] = $"{Rota.At("home/.local/bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        File.CreateSymbolicLink(Rota.At("rota"), Path.Combine(RotaBinary.Root, "rota"));
        Copy("examples");
        Shell(LinkCommand().Match(Document.Text("README.md")).Value).Exits(0);
    }

    public RotaState Rota { get; } = new();

    /// <summary>Whether a program is in the PATH.</summary>
    public static bool Has(string program) =>
        Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(path => File.Exists(Path.Combine(path, program)));

    /// <summary>Runs a line of shell as a person would, at the root of the checkout.</summary>
    public Outcome Shell(string line) => Rota.StartProgram([], "/bin/sh", "-c", line).Wait();

    /// <summary>Writes a file that is a program.</summary>
    public void WriteScript(string name, string text)
    {
        Rota.Write(name, "#!/bin/sh\n" + text + "\n");
        File.SetUnixFileMode(Rota.At(name), (UnixFileMode)0b111_101_101);
    }

    /// <summary>Makes a directory of small files with names that are hard to quote.</summary>
    public int Fill(string directory)
    {
        Directory.CreateDirectory(Rota.At(directory + "/deeper/still"));
        string[] names =
        [
            "plain.txt", "two words", "it's", "a\"quote", "$(id)", "back\\slash", "new\nline", "-n", "deeper/still/é",
        ];
        foreach (var name in names)
        {
            Rota.Write($"{directory}/{name}", $"the content of {name}");
        }

        return names.Length;
    }

    public void Dispose() => Rota.Dispose();

    private void Copy(string directory)
    {
        var source = Path.Combine(RotaBinary.Root, directory);
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Rota.At(Path.GetRelativePath(RotaBinary.Root, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    [GeneratedRegex("(?<=`)ln -s [^`]+(?=`)")]
    private static partial Regex LinkCommand();
}
