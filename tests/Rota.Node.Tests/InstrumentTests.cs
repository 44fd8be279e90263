using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Core.Slots;
using Rota.Instruments.Metrics;
using Rota.Instruments.Tracing;
using Rota.Node.Keeper;
using Rota.Node.Tests.Runners;
using Rota.Runners.Turns;
using Rota.Store.Turns;

namespace Rota.Node.Tests;

/// <summary>What turns and starts tell where somebody listens, and that it costs no memory where nobody does.</summary>
public sealed class InstrumentTests
{
    private const int Rounds = 1_000;
    private static readonly ActiveJob Job = new(new JobId(1), new JobSpec
    {
        Name = "job",
        Directory = "/",
        Policies = [new TaskPolicy()],
        Tasks = [new TaskSpec { Id = "a", Command = new Command { Kind = CommandKind.Argv, Words = ["true"] }, Expansion = new Expansion.Array([new NumberRange(0, 9)]) }],
    });
    private static readonly Dictionary<JobId, ActiveJob> Jobs = new() { [Job.Id] = Job };
    private static readonly Membership Place = new(
        new Frame { Epoch = 3, Members = [], Cycle = 1_000, Guard = 0 }, 1, [1, 2], Rig.Node, 1_000, 0);

    [Fact]
    public void A_turn_that_nobody_listens_to_allocates_nothing_for_its_instruments()
    {
        var instruments = new TurnInstruments("one", new ListedLog(LogLevel.Warning));
        using var depth = instruments.ShowDepth();
        var changes = new TurnChanges();
        changes.Jobs.Add(Job);
        Turn(instruments, changes);
        Assert.Equal(0, AllocatedBy(() => Turn(instruments, changes)));
    }

    [Fact]
    public void A_start_that_nobody_listens_to_allocates_nothing_for_its_instruments()
    {
        var log = new ListedLog(LogLevel.Warning);
        Start(log);
        Assert.Equal(0, AllocatedBy(() => Start(log)));
    }

    /// <summary>The same calls, so that the two above measure what is there.</summary>
    [Fact]
    public void The_same_turn_and_start_are_heard_by_who_listens()
    {
        var (spans, counts) = (new List<Activity>(), new List<string>());
        using var listening = ListenTo(spans, counts);
        var log = new ListedLog();
        var instruments = new TurnInstruments("one", log);
        using var depth = instruments.ShowDepth();
        var changes = new TurnChanges();
        changes.Jobs.Add(Job);
        Turn(instruments, changes);
        Start(log);
        Assert.Equal(["commit", "launch", "turn", "spawn"], spans.Select(span => span.OperationName));
        Assert.Equal([3L, 2, 5], spans[2].TagObjects.Select(tag => Convert.ToInt64(tag.Value)));
        Assert.Contains("rota.turn.duration", counts);
        Assert.Contains("rota.keeper.spawn.duration", counts);
        Assert.Contains("rota.store.commits", counts);
        Assert.Equal(["turn.overran", "attempt.started"], log.Names);
    }

    [Fact]
    public void A_runner_tells_of_its_life_and_its_turns()
    {
        var (spans, counts) = (new List<Activity>(), new List<string>());
        var log = new ListedLog();
        using (ListenTo(spans, counts, ofAllThreads: true))
        {
            using var rig = new Rig();
            rig.Submit();
            var node = new WrittenNode();
            var runner = rig.Start("one", new HookedStore(rig.State), node, TimeSpan.FromMinutes(10), log: log);
            Rig.Await(() => node.Launches > 0 && log.Names.Contains("attempt.committed"), "the task is started");
            runner.Stop();
            Rig.Await(() => log.Names.Contains("runner.left"), "it has left");
        }

        Assert.Equal(["runner.joined", "runner.owns"], log.Names.Take(2));
        Assert.Contains("job.accepted", log.Names);
        lock (spans)
        {
            // Runners of other tests are heard, too.
            Assert.Contains(spans, turn => turn.OperationName == "turn"
                && (turn.GetTagItem("rota.epoch"), turn.GetTagItem("rota.partitions"), turn.GetTagItem("rota.items")) is (1L, 64, 1)
                && spans.Where(span => span.ParentSpanId == turn.SpanId).Select(span => span.OperationName).SequenceEqual(["commit", "launch"]));
        }

        lock (counts)
        {
            Assert.Contains("rota.attempt.started", counts);
        }
    }

    private static void Turn(TurnInstruments instruments, TurnChanges changes)
    {
        using var span = TurnInstruments.Begin(Place);
        instruments.Commits(changes);
        using (RotaActivities.Commit())
        {
            StoreMetrics.Committed(StoreMetrics.Begin());
        }

        using (RotaActivities.Launch(2))
        {
            instruments.Committed(changes);
        }

        instruments.CountTasks(Jobs);
        instruments.Took(span, 900, items: 5, isOver: true, isOwn: true);
        TurnMetrics.LockWasHeld();
    }

    private static void Start(ListedLog log)
    {
        using var span = RotaActivities.Spawn(1, 7);
        KeeperMetrics.Appended(KeeperMetrics.BeginAppend(), 64);
        KeeperMetrics.Spawned(KeeperMetrics.BeginSpawn());
        log.AttemptStarted(7, 1, 4242);
    }

    private static long AllocatedBy(Action call)
    {
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            call();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static Listening ListenTo(List<Activity> spans, List<string> counts, bool ofAllThreads = false)
    {
        var thread = Environment.CurrentManagedThreadId;
        bool Counts() => ofAllThreads || Environment.CurrentManagedThreadId == thread;
        var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RotaActivities.Name,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => Add(spans, span),
        };
        ActivitySource.AddActivityListener(activities);
        var meters = new MeterListener
        {
            InstrumentPublished = (one, listener) => { if (one.Meter.Name == RotaMeter.Name) { listener.EnableMeasurementEvents(one); } },
        };
        meters.SetMeasurementEventCallback<long>((one, _, _, _) => Add(counts, one.Name));
        meters.SetMeasurementEventCallback<double>((one, _, _, _) => Add(counts, one.Name));
        meters.Start();
        return new Listening(activities, meters);

        void Add<T>(List<T> list, T one)
        {
            lock (list)
            {
                if (Counts())
                {
                    list.Add(one);
                }
            }
        }
    }

    private sealed record Listening(ActivityListener Activities, MeterListener Meters) : IDisposable
    {
        public void Dispose()
        {
            Activities.Dispose();
            Meters.Dispose();
        }
    }
}
