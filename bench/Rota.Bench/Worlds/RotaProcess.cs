using System.Diagnostics;

namespace Rota.Bench.Worlds;

/// <summary>The product itself, as a process.</summary>
internal static class RotaProcess
{
    private static readonly string Program = Path.Combine(Checkout.Artifacts, "rota", "rota");

    /// <summary>Starts a command that goes on until it is ended.</summary>
    public static Process Start(params string[] arguments) =>
        Process.Start(
            new ProcessStartInfo(Program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;

    /// <summary>Runs a command to its end.</summary>
    public static void Run(params string[] arguments)
    {
        using var process = Start(arguments);
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEnd();
        process.WaitForExit();
    }

    /// <summary>User and system time of a process so far, in seconds.</summary>
    public static double CpuSeconds(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11]) + double.Parse(fields[12])) / 100;
    }

    /// <summary>The processes that serve a state: runners, keeper, anchor.</summary>
    public static IEnumerable<int> Family(string state) =>
        from folder in Directory.GetDirectories("/proc")
        let name = Path.GetFileName(folder)
        where int.TryParse(name, out _) && CommandLine(folder).Contains(state, StringComparison.Ordinal)
        select int.Parse(name);

    /// <summary>Ends what still serves a state of a measurement: a keeper and its anchor, by their numbers.</summary>
    public static void End(string state)
    {
        foreach (var pid in Family(state))
        {
            try
            {
                using var process = Process.GetProcessById(pid);
                process.Kill();
                process.WaitForExit(2_000);
            }
            catch (ArgumentException)
            {
                // It has ended by itself.
            }
        }
    }

    private static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
