using System.Diagnostics;
using System.Text.Json;

namespace Rota.EndToEnd.Tests.Harness;

/// <summary>A state of its own in a directory of its own. At the end no process that has to do with it is left.</summary>
internal sealed class RotaState : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly string[] SecretParts = ["TOKEN", "SECRET", "PASS", "CREDENTIAL", "KEY", "AUTH", "_PWD", "_PAT", "AWS_"];
    private readonly List<RunningCommand> started = [];
    private string? user;

    public RotaState(string? root = null)
    {
        Root = root ?? Directory.CreateTempSubdirectory("rota-e2e-").FullName;
        Directory.CreateDirectory(Root);
        State = Path.Combine(Root, "state");
    }

    /// <summary>Where commands run, and where their tasks write.</summary>
    public string Root { get; }

    /// <summary>The state's directory.</summary>
    public string State { get; }

    public int[] Keepers => Processes.OfRole("__keeper", State);

    /// <summary>The process that holds the write lock, as the page that all share says; 0 for none.</summary>
    public int WriteLockHolder
    {
        get
        {
            using var shared = File.OpenHandle(Path.Combine(State, "shared"), share: FileShare.ReadWrite);
            Span<byte> word = stackalloc byte[sizeof(long)];
            _ = RandomAccess.Read(shared, word, 0);
            return (int)BitConverter.ToInt64(word);
        }
    }

    /// <summary>The timetable as <c>rota slots</c> tells it.</summary>
    public Timetable Slots => Timetable.Of(Json("slots").Exits(0).Json);

    public int[] Anchors => Processes.OfRole("__anchor", State);

    /// <summary>The anchor, once there is one alone: a second that was started beside it gives up by itself.</summary>
    public int Anchor => Alone(() => Anchors, "one anchor");

    /// <summary>The keeper, once there is one alone.</summary>
    public int Keeper => Alone(() => Keepers, "one keeper");

    /// <summary>Living processes of tasks.</summary>
    public int[] Tasks => Processes.OfTasks(State);

    /// <summary>The side effects of tasks that call <see cref="SideEffects.Command"/>.</summary>
    public SideEffects Effects => new(Path.Combine(Root, "ledger"));

    /// <summary>Environment of the commands, on top of the test's own.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public string At(string name) => Path.Combine(Root, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    public Outcome Run(params string[] words)
    {
        using var command = Start(words);
        return command.Wait();
    }

    /// <summary>Runs a job file given as text.</summary>
    public Outcome RunFile(string yaml, params string[] options) => Run(["run", Write("job.yaml", yaml), .. options]);

    public RunningCommand Start(params string[] words) => StartWith([], words);

    public RunningCommand StartWith(Dictionary<string, string> more, params string[] words) =>
        user is null ? StartProgram(more, RotaBinary.Path, words) : StartProgram(more, "setpriv", [.. AsUser(user), RotaBinary.Path, .. words]);

    /// <summary>Gives all of it to a user, as whom commands are called from now on: a state is used by its owner only.</summary>
    public void GiveTo(string name)
    {
        using var own = StartProgram([], "chown", "-R", $"{name}:{name}", Root);
        own.Wait().Exits(0);
        Environment["HOME"] = Root;
        user = name;
    }

    /// <summary>The words with which setpriv becomes a user.</summary>
    public static string[] AsUser(string name) => ["--reuid", name, "--regid", name, "--clear-groups"];

    public RunningCommand StartProgram(Dictionary<string, string> more, string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            UseShellExecute = false, WorkingDirectory = Root, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(LooksSecret).ToArray())
        {
            // What Rota says of these must not depend on who runs the tests.
            start.Environment.Remove(name);
        }

        start.Environment["ROTA_STATE"] = State;
        start.Environment["TERM"] = "dumb";
        if (Path.GetDirectoryName(System.Environment.ProcessPath) is { } host && !start.Environment.ContainsKey("DOTNET_ROOT"))
        {
            start.Environment["DOTNET_ROOT"] = DotnetRoot(host);
        }

        foreach (var (name, value) in Environment.Concat(more))
        {
            start.Environment[name] = value;
        }

        var command = new RunningCommand(start);
        started.Add(command);
        return command;
    }

    public Outcome Json(params string[] words) => Run([words[0], "--output", "json", .. words[1..]]);

    /// <summary>The row of every task of a job.</summary>
    public TaskLine[] TasksOf(long job = 1) =>
        [.. Json("tasks", $"{job}").Exits(0).Json.GetProperty("tasks").EnumerateArray().Select(TaskLine.Of)];

    /// <summary>Every attempt that ended, of a job.</summary>
    public TaskLine[] AttemptsOf(long job = 1) =>
        [.. Run("export", $"{job}", "--format", "json").Exits(0).Json.GetProperty("attempts").EnumerateArray().Select(TaskLine.Of)];

    public string JobState(long job = 1) => Json("status", $"{job}").Exits(0).Json.GetProperty("job").GetProperty("state").GetString()!;

    /// <summary>Ends all that has to do with this state, and sees that nothing is left.</summary>
    public void Dispose()
    {
        if (!Directory.Exists(Root))
        {
            // A fleet on this state has ended it already.
            return;
        }

        started.ForEach(command => command.Dispose());
        foreach (var pid in Anchors.Concat(Keepers))
        {
            Processes.Signal(pid, Processes.SigKill);
        }

        Until.True(() =>
        {
            var left = Processes.Naming(State);
            Array.ForEach(left, pid => Processes.Signal(pid, Processes.SigKill));
            return left.Length == 0;
        }, $"nothing of {State} is left");
        Directory.Delete(Root, recursive: true);
    }

    private static int Alone(Func<int[]> living, string what)
    {
        int[] found = [];
        Until.True(() => (found = living()).Length == 1, $"there is {what}");
        return found[0];
    }

    private static bool LooksSecret(string name) =>
        SecretParts.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase))
        || System.Environment.GetEnvironmentVariable(name)!.Contains("://", StringComparison.Ordinal);

    private static string DotnetRoot(string host) =>
        File.Exists(Path.Combine(host, "dotnet")) ? host
            : Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "../../.."));
}

/// <summary>A task or an attempt, as JSON shows it.</summary>
internal sealed record TaskLine(string Task, int? Index, string State, int Attempt, int? ExitCode, int? Signal, string? Reason, DateTimeOffset? Started, DateTimeOffset? Ended)
{
    public static TaskLine Of(JsonElement json) => new(
        json.GetProperty("task").GetString()!, Number(json, "index"), json.GetProperty("state").GetString()!,
        json.GetProperty("attempt").GetInt32(), Number(json, "exit_code"), Number(json, "signal"), json.GetProperty("reason").GetString(),
        Time(json, "started"), Time(json, "ended"));

    private static int? Number(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    private static DateTimeOffset? Time(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: JsonValueKind.String } time ? time.GetDateTimeOffset() : null;
}
