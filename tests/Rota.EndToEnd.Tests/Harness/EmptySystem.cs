namespace Rota.EndToEnd.Tests.Harness;

/// <summary>A Debian of its own with nothing but what every Debian has, in a directory; needs root and debootstrap.</summary>
internal sealed class EmptySystem : IDisposable
{
    private const string Mirror = "http://deb.debian.org/debian";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly RotaState rota = new();

    public EmptySystem()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root to make a system in a directory");
        Root = rota.At("system");
        Assert.SkipUnless(File.Exists("/usr/sbin/debootstrap"), "needs debootstrap");
        using var make = rota.StartProgram([], "/usr/sbin/debootstrap", "--variant=minbase", "bookworm", Root, Mirror);
        var made = make.Wait(Patience);
        Assert.SkipUnless(made.ExitCode == 0, $"no empty Debian can be made here: {made.Out.TrimEnd().Split('\n')[^1]}");
    }

    private string Root { get; }

    /// <summary>Copies a directory into it.</summary>
    public void Take(string directory, string to)
    {
        using var copy = rota.StartProgram([], "cp", "-r", directory, Root + to);
        copy.Wait().Exits(0);
    }

    /// <summary>Runs a line of shell in it; what it mounts ends with it.</summary>
    public Outcome Run(string line)
    {
        using var shell = rota.StartProgram(
            new() { ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin", ["HOME"] = "/root", ["ROTA_STATE"] = ".rota" },
            "unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c",
            "mount -t proc proc \"$0/proc\" && exec chroot \"$0\" sh -c \"$1\"", Root, line);
        return shell.Wait(Patience);
    }

    public void Dispose() => rota.Dispose();
}
