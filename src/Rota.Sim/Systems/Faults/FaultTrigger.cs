using Rota.Linux.Calls;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;

namespace Rota.Sim.Systems.Faults;

/// <summary>What happens to a process at a named place.</summary>
internal enum TrapKind
{
    /// <summary>It is killed.</summary>
    Crash,

    /// <summary>It is stopped for a while.</summary>
    Stop,

    /// <summary>
    /// A runner's line breaks: what it has just ordered comes to the keeper, the answer to it is lost.
    /// </summary>
    Break,

    /// <summary>No message comes through from then on: what a runner orders next waits on its way.</summary>
    Silence,
}

/// <summary>
/// Waits at the named places of production code, where turns are committed and effects carried out, for a process to
/// come by.
/// </summary>
internal sealed class FaultTrigger
{
    private readonly SimNode node;
    private readonly List<Trap> laid = [];

    public FaultTrigger(SimNode node)
    {
        this.node = node;
        node.World.Reached = Reach;
    }

    /// <summary>Waits for the next process of a role; it is a runner whose messages are meant.</summary>
    /// <param name="purpose">What is drawn from.</param>
    /// <param name="kind">What happens to it.</param>
    public void Lay(string purpose, TrapKind kind) =>
        laid.Add(
            new Trap(
                kind is TrapKind.Break or TrapKind.Silence
                    ? "runner"
                    : node.World.Chance.Of(purpose, (string[])["runner", "keeper"]),
                kind,
                purpose
            )
            {
                Left = (int)node.World.Chance.Between(purpose, 1, 6),
            }
        );

    /// <summary>Waits for nobody.</summary>
    public void Lift() => laid.Clear();

    private void Reach(SimProcess process, string place)
    {
        if (laid.Find(trap => trap.Role == process.Role && --trap.Left <= 0) is not { } sprung)
        {
            return;
        }

        laid.Remove(sprung);
        var (_, kind, purpose) = sprung;
        node.World.Trace.Note(process, $"{kind} at {place}");
        switch (kind)
        {
            case TrapKind.Crash:
                node.Processes.Kill(process.Pid, Native.SigKill);
                break;
            case TrapKind.Break:
                node.Runners.Find(runner => runner.Process == process)?.Executor.Break(keeperNotices: null);
                break;
            case TrapKind.Silence:
                node.SilentUntil = node.World.Now + node.World.Chance.Scaled(purpose, 10_000, 6_000_000);
                break;
            default:
                process.IsStopped = true;
                node.World.Wait(node.World.Chance.Scaled(purpose, 1_000, 8_000_000), () => !process.IsStopped);
                process.IsStopped = false;
                break;
        }
    }

    private sealed record Trap(string Role, TrapKind Kind, string Purpose)
    {
        public int Left { get; set; }
    }
}
