using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>A home and nodes that have joined it, as processes with states of their own on this machine.</summary>
internal sealed class TestCell : IDisposable
{
    private readonly Dictionary<string, RotaState> nodes = [];
    private readonly Dictionary<string, RunningCommand> served = [];
    private readonly string[] options;
    private readonly int port = Ports.Free();

    public TestCell(params string[] options)
    {
        this.options = options;
        Home.Run("cell", "init", "--name", "test", "--listen", $"127.0.0.1:{port}").Exits(0);
        Up();
    }

    public RotaState Home { get; } = new();

    /// <summary>A directory of the home that nodes do not see, as machines without a shared folder; null for none.</summary>
    public string? Unshared { get; set; }

    /// <summary>More options of <c>rota node</c>.</summary>
    public string[] NodeOptions { get; set; } = [];

    /// <summary>Whether nodes can be served that do not see a directory: for that they get mounts of their own.</summary>
    public static bool CanUnshare
    {
        get
        {
            using var home = new RotaState();
            using var tried = home.StartProgram([], "unshare", "-m", "true");
            return tried.Wait().ExitCode == 0;
        }
    }

    /// <summary>The daemon of the home.</summary>
    public int Daemon { get; private set; }

    public RotaState this[string node] => nodes[node];

    public void Up() => Daemon = int.Parse(Home.Run(["up", "--detach", "--output", "quiet", .. options]).Exits(0).Out.Trim());

    /// <summary>Has a machine join, and serves it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="licences">What licences it has; null for none.</param>
    /// <param name="more">More options of joining.</param>
    public void Join(string name, string? licences = null, params string[] more)
    {
        nodes[name] = new RotaState();
        if (licences is not null)
        {
            nodes[name].Environment["ROTA_LICENSES"] = licences;
        }

        var token = Home.Run("cell", "token", "--uses", "5", "--output", "quiet").Exits(0).Out.Trim();
        string[] join = ["cell", "join", $"https://127.0.0.1:{port}", token, "--name", name, .. more];
        var joined = nodes[name].Run(join);

        // A machine that is busy with other tests may not answer in time.
        Until.True(() => (joined = joined.ExitCode == 5 ? nodes[name].Run(join) : joined).ExitCode != 5, "the home answers", TimeSpan.FromMinutes(3));
        joined.Exits(0);
        Serve(name);
    }

    /// <summary>Serves a node, and waits until the home can have tasks run there.</summary>
    public void Serve(string name, int slots = 3)
    {
        string[] node = ["node", "-j", $"{slots}", .. NodeOptions];
        served[name] = Unshared is null
            ? nodes[name].Start(node)
            : nodes[name].StartProgram([], "unshare", ["-m", "sh", "-c", $"mount -t tmpfs none '{Unshared}' && exec \"$0\" \"$@\"", RotaBinary.Path, .. node]);
        Until.True(() => State(name) == "up", $"{name} is up");
        Until.True(() => Directory.Exists(Doors) && Directory.GetFiles(Doors).Length >= served.Count, "it has a door");
    }

    /// <summary>Kills what serves a node. Its keeper, and what runs there, live on.</summary>
    public void CutOff(string name)
    {
        served[name].KillHard();
        served[name].Dispose();
        served.Remove(name);
        Until.True(() => State(name) == "cut off", $"the home sees that {name} is cut off");
    }

    /// <summary>Stops all of a node as a frozen machine is: who serves it, its anchor and keeper, and its tasks.</summary>
    /// <returns>Has it go on.</returns>
    public Action Freeze(string name)
    {
        int[] frozen = [served[name].Pid, nodes[name].Anchor, nodes[name].Keeper, .. nodes[name].Tasks];
        Array.ForEach(frozen, process => Processes.Signal(process, Processes.SigStop));
        Until.True(() => State(name) == "cut off", $"the home sees that {name} is cut off");
        return () => Array.ForEach(frozen, process => Processes.Signal(process, Processes.SigCont));
    }

    public string State(string name) =>
        Home.Json("nodes").Exits(0).Json.GetProperty("nodes").EnumerateArray()
            .Single(row => row.GetProperty("name").GetString() == name).GetProperty("state").GetString()!;

    /// <summary>The node of each task that has one, in the order of their numbers.</summary>
    public string?[] NodesOf(long job = 1) =>
        [.. Home.Json("tasks", $"{job}").Exits(0).Json.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("node").GetString())];

    public void Dispose()
    {
        Home.Run("down");
        foreach (var serving in served.Values)
        {
            serving.Signal(Processes.SigTerm);
            serving.Wait();
            serving.Dispose();
        }

        foreach (var node in nodes.Values)
        {
            node.Dispose();
        }

        Home.Dispose();
    }

    private string Doors => Path.Combine(Home.State, "doors");
}
