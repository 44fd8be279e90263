using System.Diagnostics;

namespace Rota.Store.Tests.Postgres;

/// <summary>
/// A PostgreSQL server of its own, in a directory of its own, reached by a socket in it. It ends with this process,
/// however that ends: who holds it up reads from a pipe of it.
/// </summary>
internal sealed class Cluster : IDisposable
{
    private const string Keeping = """
        exec 3<&0
        trap "" TERM INT HUP
        setsid "$0" "$@" </dev/null 3<&- & pid=$!
        echo $pid
        read -r word <&3
        [ "$word" = kill ] && kill -KILL -- -$pid || kill -QUIT $pid
        wait $pid
        """;

    private static readonly Lazy<Cluster> Common = new(() => new Cluster());
    private readonly string data = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "rota-pg-" + Path.GetRandomFileName());
    private int databases;
    private Process? keeping;

    public Cluster()
    {
        Directory.CreateDirectory(data);
        Own(data);
        Tool("initdb", "-D", data, "-U", "rota", "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
        Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    /// <summary>The one that tests share which leave it alone.</summary>
    public static Cluster Shared
    {
        get
        {
            Assert.SkipUnless(Bin is not null, "PostgreSQL is not installed (apt-get install postgresql)");
            return Common.Value;
        }
    }

    /// <summary>Why there can be none; null where there can.</summary>
    public static string? Missing => Bin is null ? "PostgreSQL is not installed (apt-get install postgresql)" : null;

    private string Kept => data + ".kept";

    private static string? Bin { get; } = FindBin();

    private static bool IsRoot => Environment.UserName == "root";

    private static string User => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    /// <summary>Where its socket is.</summary>
    public string Socket => data;

    public string AddressOf(string database) => $"postgres://rota@{Uri.EscapeDataString(data)}/{database}";

    /// <summary>A new database, by its address.</summary>
    public string NewDatabase()
    {
        var name = $"t{Interlocked.Increment(ref databases)}";
        Execute("postgres", $"CREATE DATABASE {name}");
        return AddressOf(name);
    }

    public void Start(params string[] settings)
    {
        string[] told =
        [
            "-D", data, "-k", data, "-c", "listen_addresses=", "-c", "fsync=on", "-c", "max_connections=200",
            "-c", "shared_buffers=64MB", "-c", "deadlock_timeout=100ms", .. settings.SelectMany(setting => (string[])["-c", setting]),
        ];
        keeping = Process.Start(Begin("sh", ["-c", Keeping, .. Lowered(Path.Combine(Bin!, "postgres")), .. told], isHeld: true))!;
        keeping.ErrorDataReceived += (_, _) => { };
        keeping.BeginErrorReadLine();
        _ = keeping.StandardOutput.ReadLine();
        Assert.True(SpinWait.SpinUntil(IsReady, TimeSpan.FromSeconds(60)), "the server does not start");
    }

    /// <summary>Ends it as a failure of power would.</summary>
    public void Kill()
    {
        keeping!.StandardInput.WriteLine("kill");
        keeping.WaitForExit();
        keeping = null;
    }

    /// <summary>Starts it again as a standby that nothing comes to.</summary>
    public void BecomeStandby()
    {
        Kill();
        File.WriteAllText(Path.Combine(data, "standby.signal"), "");
        Start("hot_standby=on");
    }

    /// <summary>Keeps what a standby has that hears of nothing from here on.</summary>
    public void KeepStandby()
    {
        Kill();
        Tool("cp", "-a", data, Kept);
        Start();
    }

    /// <summary>A standby is made the primary, the one that was kept if there is one: it goes on in another history.</summary>
    public void FailOver()
    {
        if (Directory.Exists(Kept))
        {
            Kill();
            Directory.Delete(data, recursive: true);
            Directory.Move(Kept, data);
            Start();
        }

        BecomeStandby();
        Tool("pg_ctl", "promote", "-w", "-D", data);
    }

    public void Execute(string database, string sql) =>
        Tool("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", data, "-U", "rota", "-d", database, "-c", sql);

    public void Dispose()
    {
        keeping?.StandardInput.Close();
        keeping?.WaitForExit();
        keeping = null;
        foreach (var directory in (string[])[data, Kept])
        {
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }

    /// <summary>Has a directory belong to the user that the server runs as.</summary>
    public static void Own(string directory)
    {
        if (IsRoot)
        {
            Tool("chown", "-R", User, directory);
        }
    }

    /// <summary>A program as that user.</summary>
    public static ProcessStartInfo As(string program, params string[] arguments)
    {
        string[] words = [.. Lowered(program), .. arguments];
        return Begin(words[0], words[1..], isHeld: false);
    }

    private bool IsReady()
    {
        try
        {
            Execute("postgres", "SELECT 1");
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static void Tool(string name, params string[] arguments)
    {
        var path = Path.Combine(Bin!, name);
        string[] words = File.Exists(path) ? [.. Lowered(path), .. arguments] : [name, .. arguments];
        using var process = Process.Start(Begin(words[0], words[1..], isHeld: false))!;
        var said = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{name}: {said.Result}");
        }
    }

    /// <summary>PostgreSQL does not run as root.</summary>
    private static string[] Lowered(string program) =>
        IsRoot ? ["setpriv", $"--reuid={User}", $"--regid={(User == "postgres" ? User : "nogroup")}", "--clear-groups", program] : [program];

    private static ProcessStartInfo Begin(string program, string[] arguments, bool isHeld) => new(program, arguments)
    {
        UseShellExecute = false,
        WorkingDirectory = "/",
        RedirectStandardInput = isHeld,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    private static string? FindBin() =>
        (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
            .OrderByDescending(path => path.Length).ThenByDescending(path => path, StringComparer.Ordinal)
            .Select(path => Path.Combine(path, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
            .FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")) && File.Exists(Path.Combine(path, "postgres")));
}
