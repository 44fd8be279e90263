using System.Runtime.InteropServices;

namespace Rota.EndToEnd.Tests.Harness;

/// <summary>
/// Another user of the machine, with a directory that both can enter; skips the test where no other user can be acted
/// as. It has a number and no name, as in many containers.
/// </summary>
internal sealed class Stranger : IDisposable
{
    public const int Uid = 47_112;
    private static readonly string[] AsStranger =
        ["--reuid", $"{Uid}", "--regid", $"{Uid}", "--clear-groups"];

    private readonly RotaState rota;

    public Stranger()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root to act as another user");
        Root = Directory.CreateTempSubdirectory("rota-whose-").FullName;
        Set(Root, mode: 0b111_101_101);
        rota = new RotaState(Path.Combine(Root, "theirs"));
        Set(rota.Root, Uid, 0b111_101_101);
        Assert.SkipUnless(Run("--version").ExitCode == 0, "another user cannot run the binary of this checkout");
    }

    /// <summary>A directory of this user's that all can enter.</summary>
    public string Root { get; }

    /// <summary>A state in a directory of the stranger's. What is called on it is called as this user.</summary>
    public RotaState State => rota;

    /// <summary>A command of Rota's, called by the stranger.</summary>
    public Outcome Run(params string[] words) => RunAs(AsStranger, words);

    /// <summary>A command of Rota's, called by the stranger through another program.</summary>
    public Outcome RunThrough(string[] program, params string[] words) => RunAs([.. AsStranger, .. program], words);

    /// <summary>Gives a file to somebody, with a mode.</summary>
    public static void Set(string path, int owner = 0, int? mode = null, int? group = null)
    {
        Assert.Equal(0, ChangeOwner(path, owner, group ?? owner));
        if (mode is { } bits)
        {
            File.SetUnixFileMode(path, (UnixFileMode)bits);
        }
    }

    public void Dispose()
    {
        rota.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private Outcome RunAs(string[] program, string[] words) =>
        rota.StartProgram(new() { ["HOME"] = rota.Root }, "setpriv", [.. program, RotaBinary.Path, .. words]).Wait();

    [DllImport("libc", EntryPoint = "lchown", CharSet = CharSet.Ansi)]
    private static extern int ChangeOwner(string path, int owner, int group);
}
