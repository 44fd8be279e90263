using System.Globalization;
using System.Text.RegularExpressions;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Users;

/// <summary>A daemon that serves all users of this machine, and two of them: accounts that every system has, used by nobody else.</summary>
internal sealed partial class SharedMachine : IDisposable
{
    /// <summary>In what only root may read, and in the environment of the daemon.</summary>
    public const string Canary = "canary-7c1f";

    private static readonly string[] Known = ["nobody", "games", "news", "uucp", "www-data", "daemon", "bin"];
    private readonly string binary;

    public SharedMachine(params string[] options)
    {
        Assert.SkipUnless(Environment.UserName == "root" && Accounts.Length >= 2 && File.Exists("/usr/bin/setpriv"), "needs root, setpriv and two accounts of the system");
        (Anna, Bert) = (Accounts[0][0], Accounts[1][0]);
        Rota = new RotaState();
        Rota.Environment["DAEMON_CANARY"] = Rota.Environment["DAEMON_TOKEN"] = Canary;
        File.SetUnixFileMode(Rota.Root, Passable);
        binary = Path.Combine(Directory.CreateDirectory(Rota.At("bin")).FullName, "rota");
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(RotaBinary.Path)!))
        {
            var copy = Rota.At("bin/" + Path.GetFileName(file));
            File.Copy(file, copy);
            File.SetUnixFileMode(copy, Passable);
        }

        foreach (var user in (string[])[Anna, Bert, "root"])
        {
            Directory.CreateDirectory(HomeOf(user));
            Rota.StartProgram([], "chown", user, HomeOf(user)).Wait().Exits(0);
        }

        Directory.CreateDirectory(Closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(ClosedFile, Canary + "\n");
        File.SetUnixFileMode(ClosedFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Up(options);
    }

    /// <summary>The name of the group of the second one.</summary>
    public static string GroupOfBert => File.ReadAllLines("/etc/group").Select(line => line.Split(':')).First(line => line[2] == (Accounts.ElementAtOrDefault(1)?[3] ?? "0"))[0];

    private static string[][] Accounts => [.. File.ReadAllLines("/etc/passwd").Select(line => line.Split(':')).Where(line => Known.Contains(line[0]))];

    private static UnixFileMode Passable => (UnixFileMode)0b111_101_101;

    public RotaState Rota { get; }

    public string Anna { get; }

    public string Bert { get; }

    public int Pid { get; private set; }

    public string Socket => Rota.At("run/api.sock");

    /// <summary>A directory that only root may enter, and a file in it.</summary>
    public string Closed => Rota.At("closed");

    public string ClosedFile => Path.Combine(Closed, "secret");

    public string HomeOf(string user) => Rota.At("home-" + user);

    public void Up(params string[] options) => Pid = int.Parse(
        Rota.Run(["up", "--system", "--socket", Socket, "--detach", "--output", "quiet", .. options]).Exits(0).Out.Trim(), CultureInfo.InvariantCulture);

    /// <summary>What a command of a user came to, in their directory.</summary>
    public Outcome As(string user, params string[] words) => AsWith([], user, words);

    public Outcome AsWith(Dictionary<string, string> more, string user, params string[] words) => Become(more, user, [binary, .. words]);

    /// <summary>The answer to a request of a user: status and body.</summary>
    public string Ask(string user, string method, string path, string? body = null, string type = "application/json") =>
        Become([], user, ["curl", "-sS", "--max-time", "20", "-w", "\n%{http_code}", "--unix-socket", Socket, "-X", method, "http://localhost" + path,
            .. body is null ? Array.Empty<string>() : ["-H", "Content-Type: " + type, "-d", body]]).Out;

    /// <summary>Runs a job file of a user to its end; what it printed, and the output of its tasks.</summary>
    public (Outcome Outcome, string Logs, string Tasks) RunFile(string user, string yaml)
    {
        var file = Rota.At($"job-{user}.{(yaml.StartsWith("#!", StringComparison.Ordinal) ? "sh" : "yaml")}");
        File.WriteAllText(file, yaml);
        File.SetUnixFileMode(file, Passable);
        var outcome = As(user, "run", file);
        var id = JobNumber().Match(outcome.ToString()) is { Success: true } found ? found.Groups[1].Value : null;
        return id is null ? (outcome, "", "") : (outcome, As(user, "logs", id).ToString(), As(user, "tasks", id, "--output", "json").ToString());
    }

    public static long UidOf(string user) => long.Parse(File.ReadAllLines("/etc/passwd").Select(line => line.Split(':')).First(line => line[0] == user)[2], CultureInfo.InvariantCulture);

    public void Dispose()
    {
        Rota.Dispose();
        if (Directory.Exists(Rota.State + ".users"))
        {
            Directory.Delete(Rota.State + ".users", recursive: true);
        }
    }

    private Outcome Become(Dictionary<string, string> more, string user, params string[] words) => Rota.StartProgram(
        new(more) { ["ROTA_SERVER"] = more.GetValueOrDefault("ROTA_SERVER", "unix:" + Socket), ["HOME"] = HomeOf(user), ["USER"] = user, ["LOGNAME"] = user },
        "setpriv", ["--reuid", user, "--regid", $"{GidOf(user)}", "--init-groups", "env", "-u", "DAEMON_CANARY", "-u", "DAEMON_TOKEN", "-u", "ROTA_STATE", "--chdir", HomeOf(user), .. words]).Wait();

    private static string GidOf(string user) => File.ReadAllLines("/etc/passwd").Select(line => line.Split(':')).First(line => line[0] == user)[3];

    [GeneratedRegex(@"job (\d+)")]
    private static partial Regex JobNumber();
}
