using Rota.Linux.Processes;

namespace Rota.Cli.Verbs.Nodes.Demo;

/// <summary>A node of the demo: processes with a state of their own, and a way to their home that can be cut.</summary>
/// <param name="name">Its name in the cell.</param>
/// <param name="state">Its state.</param>
/// <param name="program">This program.</param>
/// <param name="home">The port of the home.</param>
internal sealed class DemoNode(string name, string state, OwnProgram program, int home) : IDisposable
{
    private readonly Relay relay = new(home);
    private readonly DirectoryProcesses processes = new(state);

    /// <summary>Its name in the cell.</summary>
    public string Name => name;

    /// <summary>What was done to it, and the word against it; null where nothing was, or it was undone.</summary>
    public string? Ill { get; private set; }

    /// <summary>Has it join its cell.</summary>
    public void Join(string token, string zone) =>
        program.Run(state, ["cell", "join", $"https://127.0.0.1:{relay.Port}", token, "--name", name, "--zone", zone]);

    /// <summary>Serves it.</summary>
    public void Start()
    {
        program.Start(state, "node", "-j", "2");
        Ill = null;
    }

    /// <summary>Ends all that it is, at once, as if its power failed.</summary>
    public void Kill()
    {
        processes.Kill();
        Ill = $"was killed; say: start {name}";
    }

    /// <summary>Stops all of its processes where they are, as a machine that hangs.</summary>
    public void Freeze()
    {
        processes.Freeze();
        Ill = $"was frozen; say: thaw {name}";
    }

    /// <summary>Lets its processes go on.</summary>
    public void Thaw()
    {
        processes.Thaw();
        Ill = null;
    }

    /// <summary>Cuts its way to the home, both ways or only what it says.</summary>
    public void Cut(bool isToHomeOnly)
    {
        relay.Cut(isToHomeOnly);
        Ill = $"{(isToHomeOnly ? "is not heard" : "is cut off")}; say: mend {name}";
    }

    /// <summary>Mends the way.</summary>
    public void Mend()
    {
        relay.Mend();
        Ill = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        processes.Kill();
        relay.Dispose();
    }
}
