using System.Diagnostics;

namespace Rota.EndToEnd.Tests.Harness;

/// <summary>The shipped binary, built once by the script that users call.</summary>
internal static class RotaBinary
{
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(5);
    private static readonly Lazy<string> Built = new(Build);

    /// <summary>The root of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The binary's path.</summary>
    public static string Path => Built.Value;

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "Rota.slnx")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("no Rota.slnx above the test binary");
    }

    private static string Build()
    {
        using var process = Process.Start(new ProcessStartInfo(System.IO.Path.Combine(Root, "rota"), ["--version"])
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(BuildLimit) || process.ExitCode != 0)
        {
            process.Kill(entireProcessTree: true);
            throw new InvalidOperationException("./rota --version failed: " + errors.Result);
        }

        return System.IO.Path.Combine(Root, "artifacts", "rota", "rota");
    }
}
