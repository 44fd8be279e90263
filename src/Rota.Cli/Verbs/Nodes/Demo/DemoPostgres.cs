using System.Diagnostics;
using Rota.App.Problems;
using Rota.Linux.Processes;

namespace Rota.Cli.Verbs.Nodes.Demo;

/// <summary>
/// A PostgreSQL server of the demo alone, on a socket in a directory of its own, by the programs that Debian installs.
/// </summary>
internal sealed class DemoPostgres : IDisposable
{
    private const string Programs = "/usr/lib/postgresql";
    private const string Owner = "postgres";
    private readonly string bin;
    private readonly string directory;

    private DemoPostgres(string bin, string directory) => (this.bin, this.directory) = (bin, directory);

    /// <summary>How a home on it is named.</summary>
    public string Address => $"postgres://{Owner}@{directory.Replace("/", "%2F", StringComparison.Ordinal)}/{Owner}";

    private static bool IsRoot => OwnUser.Number == 0;

    private string Data => Path.Combine(directory, "data");

    /// <summary>Where its programs are: the latest of the machine; null where there are none.</summary>
    public static string? Find() =>
        Directory.Exists(Programs)
            ? Directory
                .GetDirectories(Programs)
                .Select(version => Path.Combine(version, "bin"))
                .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
                .OrderBy(bin => bin, Comparer<string>.Create(string.CompareOrdinal))
                .LastOrDefault()
            : null;

    /// <summary>Makes one and starts it.</summary>
    /// <param name="bin">Where its programs are.</param>
    /// <exception cref="ProblemException">It does not start.</exception>
    public static DemoPostgres Start(string bin)
    {
        var directory = Directory.CreateTempSubdirectory("rota-demo-postgres-").FullName;
        var server = new DemoPostgres(bin, directory);
        if (IsRoot)
        {
            // It refuses to run as root.
            Run("chown", $"{Owner}:", directory);
        }

        server.Do("initdb", "-D", server.Data, "-U", Owner, "--auth=trust", "--no-instructions", "-E", "UTF8");
        var log = Path.Combine(directory, "log");
        server.Do(
            "pg_ctl",
            "-D",
            server.Data,
            "-w",
            "-l",
            log,
            "-o",
            $"-k {directory} -c listen_addresses=''",
            "start"
        );
        return server;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Do("pg_ctl", "-D", Data, "-m", "immediate", "stop");
        Directory.Delete(directory, recursive: true);
    }

    private void Do(string program, params string[] words)
    {
        var path = Path.Combine(bin, program);
        Run(IsRoot ? "runuser" : path, IsRoot ? ["-u", Owner, "--", path, .. words] : words);
    }

    private static void Run(string program, params string[] words)
    {
        // What a server prints that goes on would hold a pipe open.
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" > /dev/null 2>&1", "sh", program, .. words])
        {
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new ProblemException(
                ProblemCodes.NotUp,
                $"the PostgreSQL of the demo does not start: {program} {string.Join(' ', words)} failed",
                "leave it out: rota cell demo --engine sqlite"
            );
        }
    }
}
