using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Rota.Core.Model;
using Rota.Instruments.Metrics;

namespace Rota.Cli.Tests.Instruments;

/// <summary>One meter, with instruments named as OpenTelemetry has it, that a listener of this process reads.</summary>
public sealed class MeterTests
{
    [Fact]
    public void All_instruments_are_of_the_one_meter_and_have_units()
    {
        var instruments = Instruments();
        Assert.Equal(27, instruments.Count);
        Assert.All(instruments, one => Assert.Matches("^rota(\\.[a-z_]+)+$", one.Name));
        Assert.All(instruments, one => Assert.Matches("^(s|By|\\{[a-z]+\\})$", one.Unit));
        Assert.All(instruments, one => Assert.False(string.IsNullOrEmpty(one.Description)));
    }

    [Fact]
    public void What_happens_is_counted_with_its_outcome()
    {
        var seen = new List<(string Name, double Value, string? Tag)>();
        using var listener = Listen(seen);
        TurnMetrics.Took(2_500, items: 7, isOver: true, isOwn: true);
        AttemptMetrics.Started(3);
        AttemptMetrics.Ended("nightly", TaskState.Failed, "exit", TimeSpan.FromSeconds(3));
        KeeperMetrics.Appended(KeeperMetrics.BeginAppend(), 64);
        KeeperMetrics.Spawned(KeeperMetrics.BeginSpawn());
        StoreMetrics.Committed(StoreMetrics.Begin());
        Assert.Contains(("rota.turn.duration", 0.0025, null), seen);
        Assert.Contains(("rota.turn.items", 7, null), seen);
        Assert.Contains(("rota.turns", 1, "rota.result=overrun"), seen);
        Assert.Contains(("rota.attempt.started", 3, null), seen);
        Assert.Contains(("rota.attempts", 1, "rota.queue=nightly"), seen);
        Assert.Contains(("rota.attempt.duration", 3, "rota.queue=nightly"), seen);
        Assert.Contains(("rota.keeper.journal.written", 64, null), seen);
        Assert.Contains(seen, one => one.Name == "rota.keeper.journal.append.duration" && one.Value is >= 0 and < 60);
        Assert.Contains(seen, one => one.Name == "rota.keeper.spawn.duration" && one.Value is >= 0 and < 60);
        Assert.Contains(seen, one => one.Name == "rota.store.commit" && one.Value is >= 0 and < 60);
    }

    [Fact]
    public void A_gauge_shows_each_runner_while_it_is_there()
    {
        var seen = new List<(string Name, double Value, string? Tag)>();
        using var listener = Listen(seen);
        using (var depth = new QueueDepth("up-1"))
        {
            Assert.True(QueueDepth.IsOn);
            depth.Set(12, 4);
            listener.RecordObservableInstruments();
        }

        Assert.Contains(("rota.task.ready", 12, "rota.runner=up-1"), seen);
        Assert.Contains(("rota.task.running", 4, "rota.runner=up-1"), seen);
        seen.Clear();
        listener.RecordObservableInstruments();
        Assert.DoesNotContain(seen, one => one.Tag == "rota.runner=up-1");
    }

    /// <summary>All that the meter has, whoever was asked for it before.</summary>
    internal static IReadOnlyList<Instrument> Instruments()
    {
        foreach (var type in typeof(RotaMeter).Assembly.GetTypes().Where(type => type.Namespace == typeof(RotaMeter).Namespace))
        {
            RuntimeHelpers.RunClassConstructor(type.TypeHandle);
        }

        var found = new List<Instrument>();
        using var listener = new MeterListener { InstrumentPublished = (one, _) => { if (one.Meter.Name == RotaMeter.Name) { found.Add(one); } } };
        listener.Start();
        return found;
    }

    private static MeterListener Listen(List<(string Name, double Value, string? Tag)> seen)
    {
        var thread = Environment.CurrentManagedThreadId;
        var listener = new MeterListener
        {
            InstrumentPublished = (one, listening) => { if (one.Meter.Name == RotaMeter.Name) { listening.EnableMeasurementEvents(one); } },
        };
        listener.SetMeasurementEventCallback<long>((one, value, tags, _) => Note(one, value, tags));
        listener.SetMeasurementEventCallback<double>((one, value, tags, _) => Note(one, value, tags));
        listener.Start();
        return listener;

        void Note(Instrument one, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            // Other tests of this process are counted too.
            if (Environment.CurrentManagedThreadId == thread)
            {
                seen.Add((one.Name, value, tags.Length == 0 ? null : $"{tags[0].Key}={tags[0].Value}"));
            }
        }
    }
}
