using Rota.Fabric;
using Rota.Linux.Clocks;
using Rota.Runners;
using Rota.Runners.Turns;
using Rota.Sim.Systems.Machine;
using Rota.Sim.Systems.Nodes;
using Rota.Store;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Homes;

/// <summary>A production runner, moved step by step by events instead of by its thread.</summary>
internal sealed class SimRunner
{
    private static readonly TimeSpan Cycle = TimeSpan.FromSeconds(1);
    private readonly SimNode node;
    private readonly SimStore store;
    private readonly Runner runner;
    private readonly SimClock clock;
    private readonly ISimReach? reach;
    private long sleep;
    private bool isSignalled;
    private bool isListening;
    private bool hasBegun;

    public SimRunner(SimHome home, SimProcess process, string name)
    {
        (node, Process, Name) = (home.Node, process, name);
        reach = home.Reach?.Invoke(process, Wake);
        store = new SimStore(home, process);
        Executor = new SimExecutor(node, process, Wake);
        var kernel = new SimKernel(node, process);
        runner = new Runner(
            store,
            Executor,
            new RunnerIdentity(name, process.Pid, process.StartTicks, kernel.BootId),
            new RunnerOptions
            {
                Capacity = node.Capacity,
                Cycle = Cycle,
                IsStrict = false,
                Reach = reach,
            },
            clock = new SimClock(node),
            kernel
        );
    }

    public SimProcess Process { get; }

    public string Name { get; }

    public SimExecutor Executor { get; }

    public string? Notice => runner.Notice;

    /// <summary>Takes its place, and goes on from there.</summary>
    public void Begin()
    {
        try
        {
            runner.Begin();
        }
        catch (Exception error) when (error is StoreException or ExecutorGoneException)
        {
            // As the command would: it says so and ends. Somebody starts another.
            node.Processes.End(Process, 1, null);
            return;
        }

        hasBegun = true;
        Next(0);
    }

    /// <summary>Somebody wrote to the store.</summary>
    public void Notify() =>
        node.World.After(
            node.Delay(),
            Process,
            "ring",
            () =>
            {
                runner.Notified();
                Wake();
            }
        );

    /// <summary>Gives its place back and ends.</summary>
    public void Leave()
    {
        if (hasBegun)
        {
            runner.Leave();
        }

        node.Processes.End(Process, 0, null);
    }

    public void Dispose()
    {
        reach?.Dispose();
        Executor.Dispose();
        store.Dispose();
    }

    private void Next(long delay)
    {
        var mine = ++sleep;
        node.World.After(delay, Process, "step", () => Step(mine));
    }

    private void Step(long mine)
    {
        if (mine != sleep)
        {
            return;
        }

        try
        {
            isListening = false;
            var rest = runner.Step();
            Rest(rest);
        }
        catch (StoreException)
        {
            // What its caller would hear of: it ends.
            node.Processes.End(Process, 1, null);
        }
    }

    private void Rest(Rest rest)
    {
        var left = rest.Until - clock.Now;
        switch (rest.Kind)
        {
            case RestKind.Deaf when left > 0:
                Next(left);
                break;
            case RestKind.Slot or RestKind.About when left > 0 && !isSignalled:
                isListening = true;
                var mine = ++sleep;
                node.World.After(
                    left + node.Lateness(),
                    Process,
                    "slot",
                    () =>
                    {
                        if (mine == sleep)
                        {
                            runner.Rested(rest, isOnTime: true);
                            Step(mine);
                        }
                    }
                );
                break;
            default:
                isSignalled = false;
                Next(node.World.Chance.Between("step", 15, 60));
                break;
        }
    }

    private void Wake()
    {
        if (isListening)
        {
            isListening = false;
            Next(node.World.Chance.Between("wake", 10, 100));
        }
        else
        {
            isSignalled = true;
        }
    }
}
