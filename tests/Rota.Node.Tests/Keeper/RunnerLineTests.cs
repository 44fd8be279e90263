using Rota.Core.Model;
using Rota.Fabric.Answers;
using Rota.Fabric.Wire;
using Rota.Node.Keeper.Lines;
using Rota.Node.Machine;

namespace Rota.Node.Tests.Keeper;

/// <summary>When what is gathered for a runner is sent.</summary>
public sealed class RunnerLineTests
{
    [Fact]
    public void A_report_is_sent_at_once_though_an_answer_waits()
    {
        var line = new RunnerLine(1, new LinuxKernel(), Timeout.InfiniteTimeSpan);
        line.Answer(Accepted);
        var pump = Awaiting(line);
        Assert.True(SpinWait.SpinUntil(() => pump.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(20)));
        line.Send(frame => frame.Begin(FrameKind.Notice).Text("now").End());
        Assert.True(pump.Join(TimeSpan.FromSeconds(20)), "the report waits with the answer");
    }

    [Fact]
    public void An_answer_is_sent_when_no_report_comes()
    {
        var line = new RunnerLine(1, new LinuxKernel(), TimeSpan.FromMilliseconds(1));
        var pump = Awaiting(line);
        line.Answer(Accepted);
        Assert.True(pump.Join(TimeSpan.FromSeconds(20)), "the answer waits for ever");
    }

    private static ClaimAnswer.Accepted Accepted => new() { Attempt = new AttemptId(7) };

    private static Thread Awaiting(RunnerLine line)
    {
        var pump = new Thread(() => line.Await()) { IsBackground = true };
        pump.Start();
        return pump;
    }
}
