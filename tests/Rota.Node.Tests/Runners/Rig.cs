using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;
using Rota.Linux.Clocks;
using Rota.Linux.Processes;
using Rota.Runners;
using Rota.Runners.Turns;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Submissions;
using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.Node.Tests.Runners;

/// <summary>A state of its own, and real runners on it whose node only writes down what it is told.</summary>
internal sealed class Rig : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), "rota-node-" + Path.GetRandomFileName());
    private readonly List<(Runner Runner, Thread Thread, HookedStore Store)> running = [];

    public Rig() => State = StateDirectory.Open(path, create: true);

    public StateDirectory State { get; }

    public static Capacity Node { get; } = new() { Slots = 100, MilliCpus = 1_000_000, MemoryBytes = 1_000_000 };

    /// <summary>A member as this process: the others find it alive.</summary>
    public static RunnerIdentity Identity(string name)
    {
        var self = ProcessTable.Find(Environment.ProcessId)!.Value;
        return new RunnerIdentity(name, self.Pid, self.StartTicks, ProcessTable.BootId);
    }

    public void Submit()
    {
        using var submissions = new JobSubmissions(State);
        submissions.Submit(
            new JobSpec
            {
                Name = "job",
                Directory = "/",
                Policies = [new TaskPolicy()],
                Tasks =
                [
                    new TaskSpec
                    {
                        Id = "a",
                        Command = new Command { Kind = CommandKind.Argv, Words = ["true"] },
                        Expansion = new Expansion.Array([new NumberRange(0, 0)]),
                    },
                ],
            },
            null, isWanted: true, new Instant(1));
    }

    public Runner Start(string name, HookedStore store, WrittenNode node, TimeSpan cycle, MonotonicClock? clock = null, ILogger? log = null, INodeReach? reach = null)
    {
        var options = new RunnerOptions { Capacity = Node, Cycle = cycle, IsStrict = false, Log = log ?? NullLogger.Instance, Reach = reach };
        var runner = new Runner(store, node, Identity(name), options, clock);
        var thread = new Thread(runner.Run) { Name = name };
        running.Add((runner, thread, store));
        thread.Start();
        return runner;
    }

    public long Scalar(string sql)
    {
        using var connection = Connection.Open(State.Database);
        return connection.Scalar(sql) ?? 0;
    }

    public static void Await(Func<bool> isTrue, string what) =>
        Assert.True(SpinWait.SpinUntil(isTrue, TimeSpan.FromSeconds(20)), $"waited in vain until {what}");

    public void Dispose()
    {
        foreach (var (runner, thread, store) in running)
        {
            runner.Stop();
            thread.Join();
            store.Dispose();
        }

        Directory.Delete(path, recursive: true);
    }
}

/// <summary>A node that starts nothing.</summary>
internal sealed class WrittenNode : IExecutor
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<AttemptId, int> launches = [];

    /// <summary>Attempts that it was told to start; told twice, as after a reload, they count once.</summary>
    public int Launches => launches.Count;

    public AutoResetEvent Signal { get; } = new(false);

    public string? Notice => null;

    public ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions) => new(new HashSet<AttemptId>(), []);

    public void Order(IReadOnlyList<NodeOrder> orders)
    {
        foreach (var order in orders.Where(order => order is NodeOrder.Launch { IsInPlace: false }))
        {
            launches[order.Attempt] = 1;
        }
    }

    public void Acknowledge(IReadOnlyList<AttemptId> attempts)
    {
    }

    public void Settle()
    {
    }

    public void Take(List<NodeEvent> reports)
    {
    }

    public void Dispose()
    {
    }
}
