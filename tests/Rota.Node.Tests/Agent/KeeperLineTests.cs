using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Answers;
using Rota.Fabric.Transports;
using Rota.Fabric.Transports.InProcess;
using Rota.Fabric.Wire;
using Rota.Linux.Clocks;
using Rota.Linux.Faults;
using Rota.Node.Agent;
using Rota.Store;

namespace Rota.Node.Tests.Agent;

/// <summary>What a runner makes of what a keeper says, and of what it does not say.</summary>
public sealed class KeeperLineTests
{
    [Fact]
    public void Launches_whose_answers_are_lost_are_in_doubt_and_not_refused() => Assert.Empty(AfterLostAnswers());

    [Fact]
    public void A_runner_that_takes_a_lost_answer_for_a_refusal_is_found()
    {
        PlantedBug.Here = PlantedBug.LostAnswer;
        try
        {
            Assert.Equal(["Refused 7", "Refused 8"], AfterLostAnswers());
        }
        finally
        {
            PlantedBug.Here = null;
        }
    }

    [Fact]
    public void A_refusal_gives_the_attempt_back() => Met((line, keeper, signal) =>
    {
        Answer(keeper, new ClaimAnswer.Refused { Attempt = new AttemptId(7), Why = new(ClaimRefusalCode.NotHeld) });
        Assert.True(signal.WaitOne(TimeSpan.FromSeconds(20)));
        var reports = new List<NodeEvent>();
        line.Take(reports);
        Assert.Equal(new NodeEvent.Refused { Attempt = new AttemptId(7) }, Assert.Single(reports));
    });

    [Fact]
    public void A_fence_has_the_runner_look_again() => Met((line, keeper, signal) =>
    {
        Answer(keeper, new ClaimAnswer.Refused { Attempt = new AttemptId(7), Why = new(ClaimRefusalCode.Fenced) { Holder = "epoch 9" } });
        Assert.True(signal.WaitOne(TimeSpan.FromSeconds(20)));
        var refusal = Assert.Throws<StoreException>(() => line.Take([]));
        Assert.Equal(StoreFailure.Fenced, refusal.Failure);
        Assert.Contains("epoch 9", refusal.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void That_a_launch_is_accepted_or_known_wakes_nobody() => Met((line, keeper, signal) =>
    {
        line.Claim([OpenClaimsTests.LaunchOf(7), OpenClaimsTests.LaunchOf(8)]);
        Answer(keeper, new ClaimAnswer.Accepted { Attempt = new AttemptId(7) });
        Answer(keeper, new ClaimAnswer.Duplicate { Attempt = new AttemptId(8) });
        keeper.Send(Frames(frame => frame.Begin(FrameKind.Notice).Text("mark").End()));
        Assert.True(signal.WaitOne(TimeSpan.FromSeconds(20)));
        Assert.Equal("mark", line.Notice);
        var reports = new List<NodeEvent>();
        line.Take(reports);
        Assert.Empty(reports);
    });

    [Fact]
    public void A_keeper_that_takes_a_connection_and_says_nothing_is_given_up()
    {
        using var transport = new InProcessTransport();
        using var line = new KeeperLine(transport.TryConnect()!, new MonotonicClock(), new AutoResetEvent(false));
        Assert.Null(line.TryGreet(epoch: 1, partitions: 1, greeting: 1, patience: 20_000));
    }

    [Fact]
    public void A_keeper_that_follows_a_later_runner_refuses_the_greeting()
    {
        using var transport = new InProcessTransport();
        using var line = new KeeperLine(transport.TryConnect()!, new MonotonicClock(), new AutoResetEvent(false));
        var keeper = transport.Accept(TimeSpan.FromSeconds(20))!;
        keeper.Send(Frames(frame => frame.Begin(FrameKind.Refused).Int64(9).End()));
        Assert.Equal(9, Assert.Throws<StoreException>(() => line.TryGreet(1, 1, 1, 20_000_000)).KeeperEpoch);
    }

    /// <summary>What comes in when the line ends with two launches unanswered, and one answered.</summary>
    private static string[] AfterLostAnswers()
    {
        var reports = new List<NodeEvent>();
        Met((line, keeper, signal) =>
        {
            // The bug is planted for what this thread calls: so it is what ends the line here.
            line.Claim([OpenClaimsTests.LaunchOf(6), OpenClaimsTests.LaunchOf(7), OpenClaimsTests.LaunchOf(8)]);
            ((IReceiver)line).Received(Frames(frame => AnswerFrames.Write(frame, new ClaimAnswer.Accepted { Attempt = new AttemptId(6) })).AsSpan(4));
            ((IReceiver)line).Ended(null);
            Take(line, reports);
            var gone = Assert.Throws<ExecutorGoneException>(() => line.Take([]));
            Assert.Contains("without an answer", gone.Message, StringComparison.Ordinal);
            Assert.EndsWith(": 2", gone.Message, StringComparison.Ordinal);
        });
        return [.. reports.Select(report => $"{report.GetType().Name} {report.Attempt}")];
    }

    private static void Take(KeeperLine line, List<NodeEvent> reports)
    {
        try
        {
            line.Take(reports);
        }
        catch (ExecutorGoneException)
        {
            // Nothing had come in.
        }
    }

    private static void Answer(IConnection keeper, ClaimAnswer answer) =>
        keeper.Send(Frames(frame => AnswerFrames.Write(frame, answer)));

    private static byte[] Frames(Action<FrameWriter> write)
    {
        var writer = new FrameWriter();
        write(writer);
        return writer.Written.ToArray();
    }

    /// <summary>With a line whose greeting was answered, and the keeper's end of it.</summary>
    private static void Met(Action<KeeperLine, IConnection, AutoResetEvent> test)
    {
        var signal = new AutoResetEvent(false);
        using var transport = new InProcessTransport();
        using var line = new KeeperLine(transport.TryConnect()!, new MonotonicClock(), signal);
        var keeper = transport.Accept(TimeSpan.FromSeconds(20))!;
        keeper.Send(Frames(frame => frame.Begin(FrameKind.SnapshotEnd).Int64(0).Text(null).End()));
        Assert.NotNull(line.TryGreet(epoch: 1, partitions: 1, greeting: 1, patience: 20_000_000));
        test(line, keeper, signal);
    }
}
