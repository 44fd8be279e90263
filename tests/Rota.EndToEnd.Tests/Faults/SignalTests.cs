using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>Signals to the run process: which stop what.</summary>
public sealed class SignalTests
{
    private const int Interrupted = 130;

    [Fact]
    public void The_first_interrupt_stops_starts_and_lets_running_tasks_end()
    {
        using var rota = new RotaState();
        var campaign = new Campaign(tasks: 60, work: "sleep 0.2; ");
        using var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, 8);
        run.Signal(Processes.SigInt);
        run.Wait().Exits(Interrupted).Says("rota resume 1");
        Assert.Empty(rota.Tasks);
        var started = rota.Effects.Count;
        Assert.InRange(started, 8, 40);
        Assert.Equal(started, rota.TasksOf().Count(task => task.ExitCode is not null));
        Campaign.GoOn(rota);
        Invariants.Hold(rota, campaign.Tasks, Campaign.ExitCodeOf);
        Assert.Equal(campaign.Tasks, rota.Effects.Count);
    }

    [Fact]
    public void The_second_interrupt_cancels()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "-j", "2", "--array", "0-9", "--", "sh", "-c", rota.Effects.Command + "sleep 100");
        Campaign.AwaitStarts(rota, run, 2);
        Until.True(() => rota.TasksOf().Count(task => task.State == "running") == 2, "two tasks run");
        run.Signal(Processes.SigInt);

        // Two pending signals of one kind are one: the first must be taken before the second is sent.
        Until.True(() => !Pending(run.Pid, Processes.SigInt), "the first interrupt is taken");
        run.Signal(Processes.SigInt);
        run.Wait().Exits(Interrupted);
        Assert.Equal("cancelled", rota.JobState());
        Until.True(() => rota.Tasks.Length == 0, "no task is left");
    }

    [Theory]
    [InlineData(Processes.SigTerm)]
    [InlineData(Processes.SigHup)]
    public void Leaving_stops_no_task(int signal)
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "-j", "4", "--array", "0-7", "--", "sh", "-c", rota.Effects.Command + "sleep 3; exit 3");
        Campaign.AwaitStarts(rota, run, 4);
        Until.True(() => rota.TasksOf().Count(task => task.State == "running") == 4, "the starts are committed");
        run.Signal(signal);
        run.Wait(TimeSpan.FromSeconds(1.9)).Exits(Interrupted).Says("4 running on", "rota resume 1");
        Assert.Equal(4, rota.Effects.Count);
        rota.Run("resume", "-j", "4").Exits(1);
        Invariants.Hold(rota, 8, _ => 3);
        Assert.Equal(8, rota.Effects.Count);
        Assert.All(rota.TasksOf(), task => Assert.Equal(1, task.Attempt));
    }

    private static bool Pending(int pid, int signal) => File.ReadLines($"/proc/{pid}/status")
        .Where(line => line.StartsWith("ShdPnd:", StringComparison.Ordinal))
        .Any(line => (Convert.ToUInt64(line[7..].Trim(), 16) >> (signal - 1) & 1) != 0);
}
