using Rota.Core.Placement;
using Rota.Fabric;
using Rota.Linux.Processes;
using Rota.Runners;
using Rota.Runners.Turns;
using Rota.Store.Home;
using Rota.Store.Local;
using Rota.Store.Turns;

namespace Rota.Bench.Worlds;

/// <summary>Real runners on threads of this process, each with its own store and executor, as <c>rota up</c> has them.</summary>
internal sealed class Crew : IDisposable
{
    private readonly List<(Runner Runner, Thread Thread, IHomeStore Store, IExecutor Executor)> members = [];
    private readonly IHome home;

    /// <summary>Starts them, and waits until all have their places.</summary>
    /// <param name="home">The home they serve.</param>
    /// <param name="count">How many.</param>
    /// <param name="slots">Tasks at a time.</param>
    /// <param name="cycle">The longest cycle.</param>
    /// <param name="isStrict">Whether the classic timetable holds.</param>
    /// <param name="executor">Makes the executor of each.</param>
    public Crew(IHome home, int count, int slots, TimeSpan cycle, bool isStrict, Func<IExecutor> executor)
    {
        this.home = home;
        var options = new RunnerOptions
        {
            Capacity = new Capacity
            {
                Slots = slots,
                MilliCpus = 1_000,
                MemoryBytes = 1 << 30,
            },
            Cycle = cycle,
            IsStrict = isStrict,
        };
        for (var number = 1; number <= count; number++)
        {
            var store = home.Turns();
            var own = executor();
            var runner = new Runner(store, own, Identity($"bench-{number}"), options);
            members.Add((runner, new Thread(runner.Run) { Name = $"bench-{number}" }, store, own));
        }

        members.ForEach(member => member.Thread.Start());
        WaitForMembers(count);
    }

    /// <summary>The runners.</summary>
    public IEnumerable<Runner> Runners => members.Select(member => member.Runner);

    /// <summary>What they share in memory.</summary>
    public SharedMap Map => members[0].Store.Map;

    /// <summary>What they showed of their turns, in a line.</summary>
    public string Describe()
    {
        using var queries = home.Read();
        var frame = queries.Frame.Current;
        var beats = frame.Members.Select(member => Map.Read(member.Incarnation)).ToArray();
        return $"epoch {frame.Epoch}, cycle {frame.Cycle} µs, guard {frame.Guard} µs, cost p99 {beats.Max(beat => beat.CostP99)} µs, "
            + $"steals {beats.Sum(beat => beat.Steals)}, overruns {beats.Sum(beat => beat.Overruns)}, "
            + $"contention {beats.Sum(beat => beat.Contention)}, debt {beats.Sum(beat => beat.Debt)}";
    }

    /// <summary>This process, as a runner of this name.</summary>
    public static RunnerIdentity Identity(string name)
    {
        var self = ProcessTable.Find(Environment.ProcessId)!.Value;
        return new RunnerIdentity(name, self.Pid, self.StartTicks, ProcessTable.BootId);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        members.ForEach(member => member.Runner.Stop());
        foreach (var (_, thread, store, executor) in members)
        {
            thread.Join();
            store.Dispose();
            executor.Dispose();
        }
    }

    /// <summary>Each that joins has the others load anew: a moment more lets that pass.</summary>
    private void WaitForMembers(int count)
    {
        using var queries = home.Read();
        while (queries.Frame.Current.Members.Length < count)
        {
            Thread.Sleep(10);
        }

        Thread.Sleep(300 + (50 * count));
    }
}
