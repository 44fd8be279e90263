using System.Diagnostics;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>A small file system of a test's own; skips the test where it may not be mounted.</summary>
internal sealed class Mount : IDisposable
{
    public Mount(string size)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root to mount a file system");
        Path = Directory.CreateTempSubdirectory("rota-mount-").FullName;
        Assert.SkipUnless(Call("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Path), "mount is not allowed here");
    }

    public string Path { get; }

    /// <summary>Mounts it anew; processes that were killed close their files a moment after they are gone from /proc.</summary>
    public void Remount(string options) =>
        Until.True(() => Call("mount", "-o", $"remount,{options}", Path), $"it is remounted {options}");

    public void Dispose()
    {
        Call("umount", "-l", Path);
        Directory.Delete(Path);
    }

    private static bool Call(string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words) { UseShellExecute = false, RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
