using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Lists without items that are said to be no work, where a job file lies, and niceness.</summary>
public sealed class EmptyWorkTests : IDisposable
{
    private readonly RotaState rota = new();

    public void Dispose() => rota.Dispose();

    [Fact]
    public void A_job_without_tasks_succeeds_and_every_look_at_it_works()
    {
        rota.Write("none", "");
        rota.Run("run", "-C", rota.Root, "--each-line", "none", "--", "echo", "{}").Exits(2).Says("--if-empty ok");
        rota.Run("run", "-C", rota.Root, "--if-empty", "ok", "--each-line", "none", "--", "echo", "{}").Exits(0);
        rota.Run("run", "--if-empty", "ok", "echo {}", ":::").Exits(0);
        Assert.Equal("succeeded", rota.JobState());
        foreach (var verb in (string[])["status", "tasks", "logs", "explain", "wait", "seff", "report", "export"])
        {
            Assert.DoesNotContain("internal", rota.Run(verb, "1").Error, StringComparison.OrdinalIgnoreCase);
        }

        rota.Run("ls").Exits(0);
        Assert.Contains("0 tasks", rota.Run("plan", "-C", rota.Root, "--if-empty", "ok", "--each-line", "none", "--", "echo", "{}").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void What_needs_an_entry_without_tasks_runs_and_what_waits_for_its_failure_does_not()
    {
        rota.Write("none", "");
        rota.RunFile("""
            defaults: {if_empty: ok}
            tasks:
              - {id: none, each_line: none, command: "echo ${line}"}
              - {id: after, needs: [none], command: "echo after"}
              - {id: failed, needs: [{task: none, condition: failed}], command: "echo failed"}
            finally: {id: last, command: "echo $ROTA_JOB_OUTCOME of $ROTA_JOB_TASKS"}
            """, "-C", rota.Root).Exits(0);
        Assert.Equal(["succeeded", "skipped", "succeeded"], rota.TasksOf().Select(task => task.State));
        Assert.Equal("succeeded of 2\n", rota.Run("logs", "1.last").Exits(0).Out);
    }

    [Fact]
    public void A_job_file_can_start_from_where_it_lies_and_the_command_line_wins()
    {
        Directory.CreateDirectory(rota.At("jobs"));
        Directory.CreateDirectory(rota.At("else"));
        rota.Write("jobs/list", "here\n");
        rota.Write("else/list", "there\n");
        var file = rota.Write("jobs/job.yaml", "directory: .\ntasks: [{id: t, each_line: list, stdin: list, command: 'echo ${line}; cat; pwd'}]");
        rota.Run("run", file).Exits(0);
        rota.Run("run", "-C", rota.At("else"), file).Exits(0);
        Assert.Equal($"here\nhere\n{rota.At("jobs")}\n", rota.Run("logs", "1.t.0").Exits(0).Out);
        Assert.Equal($"there\nthere\n{rota.At("else")}\n", rota.Run("logs", "2.t.0").Exits(0).Out);
        rota.Run("run", rota.Write("jobs/bad.yaml", "directory: gone\ntasks: [{command: x}]")).Exits(2).Says($"there is no directory {rota.At("jobs/gone")}");
    }

    [Fact]
    public void A_task_runs_with_the_niceness_it_states()
    {
        rota.RunFile("""
            defaults: {nice: 7}
            tasks: [{id: a, command: nice}, {id: b, command: nice, nice: 11}]
            """).Exits(0);
        Assert.Equal(("7\n", "11\n"), (rota.Run("logs", "1.a").Out, rota.Run("logs", "1.b").Out));
    }

    [Fact]
    public void A_niceness_that_the_user_may_not_set_is_refused_in_words()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root to act as a user who may not");
        rota.GiveTo("1077");
        using var plan = rota.StartProgram([], "setpriv", [.. RotaState.AsUser("1077"), RotaBinary.Path, "plan", "--nice", "-5", "--", "true"]);
        Assert.Contains("asks for nice -5, and this user may not set it: can never run here", plan.Wait().Exits(6).Out, StringComparison.Ordinal);
    }
}
