using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Tasks that run however their job ends.</summary>
public sealed class FinallyTests
{
    private const string Last =
        "finally: {id: last, command: 'echo $ROTA_JOB_OUTCOME $ROTA_JOB_SUCCEEDED/$ROTA_JOB_FAILED/$ROTA_JOB_TIMED_OUT/$ROTA_JOB_CANCELLED of $ROTA_JOB_TASKS >> last'}\n";

    [Theory]
    [InlineData("tasks: [{command: 'true'}, {command: 'true'}]", 0, "succeeded 2/0/0/0 of 2")]
    [InlineData("tasks: [{command: 'true'}, {command: 'false'}]", 1, "failed 1/1/0/0 of 2")]
    [InlineData("max_failures: 1\nmax_parallel: 1\ntasks: [{array: 1-9, command: 'false'}]", 1, "failed 0/1/0/0 of 9")]
    [InlineData("tasks: [{timeout: 100ms, command: sleep 60}]", 1, "failed 0/0/1/0 of 1")]
    public void It_runs_and_knows_the_outcome(string tasks, int exitCode, string expected)
    {
        using var rota = new RotaState();
        rota.RunFile($"{Last}{tasks}").Exits(exitCode);
        Assert.Equal(expected + "\n", File.ReadAllText(rota.At("last")));
        rota.Run("rerun", "1", "--all").Exits(exitCode);
        Assert.Equal(2, File.ReadAllLines(rota.At("last")).Length);
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void It_fails_the_job_when_it_fails()
    {
        using var rota = new RotaState();
        rota.RunFile("tasks: [{command: 'true'}]\nfinally: [{command: 'false'}]").Exits(1);
    }

    [Fact]
    public void A_cancel_has_it_run_and_waits_for_it()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", rota.Write("job.yaml", $"{Last}tasks: [{{command: 'touch on; sleep 600'}}]"));
        Until.True(() => File.Exists(rota.At("on")), "it runs");
        rota.Run("cancel", "1").Exits(0);
        run.Wait().Exits(3);
        Assert.Equal("cancelled 0/0/0/1 of 1\n", File.ReadAllText(rota.At("last")));
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void A_second_cancel_ends_it_too_and_so_does_one_with_now()
    {
        using var rota = new RotaState();
        const string job = "tasks: [{command: 'touch on; sleep 600'}]\nfinally: [{id: last, command: 'touch last; sleep 600'}]";
        using var run = rota.Start("run", rota.Write("job.yaml", job));
        Until.True(() => File.Exists(rota.At("on")), "it runs");
        using var first = rota.Start("cancel", "1");
        Until.True(() => File.Exists(rota.At("last")), "the last task runs");
        rota.Run("cancel", "1").Exits(0);
        first.Wait().Exits(0);
        run.Wait().Exits(3);
        File.Delete(rota.At("on"));
        File.Delete(rota.At("last"));
        using var again = rota.Start("run", rota.At("job.yaml"));
        Until.True(() => File.Exists(rota.At("on")), "it runs again");
        rota.Run("cancel", "2", "--now").Exits(0);
        again.Wait().Exits(3);
        Assert.False(File.Exists(rota.At("last")));
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void It_runs_when_the_keeper_dies_in_the_middle()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", rota.Write("job.yaml",
            $"{Last}tasks: [{{retry: never, command: 'touch on; while [ ! -e go ]; do sleep 0.02; done'}}]"));
        Until.True(() => File.Exists(rota.At("on")), "it runs");
        Processes.Signal(rota.Keeper, 9);
        Until.True(() => rota.Keepers.Length == 1, "the anchor starts another");
        rota.Write("go", "");
        run.Wait();
        Assert.EndsWith("of 1\n", File.ReadAllText(rota.At("last")), StringComparison.Ordinal);
        Assert.Single(File.ReadAllLines(rota.At("last")));
        rota.Run("check").Exits(0);
    }
}
