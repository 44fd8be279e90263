using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Verbs on jobs that others run, wait for or have ended.</summary>
public sealed class VerbTests
{
    [Fact]
    public void A_key_that_stands_for_another_job_is_refused() => Using(rota =>
    {
        rota.Run("submit", "--key", "k", "--array", "0-2", "--", "true").Exits(0);
        foreach (var other in (string[][])[["--array", "0-3", "--", "true"], ["--array", "0-2", "--", "false"], ["--array", "0-2", "--priority", "3", "--", "true"]])
        {
            rota.Run(["submit", "--key", "k", .. other]).Exits(6).Says("error[key-taken]: the key k stands for job 1", "rota status 1");
            rota.Run(["run", "--key", "k", .. other]).Exits(6).Says("error[key-taken]");
        }

        // The same words from a shell with other variables and limits are the same job.
        string[] same = ["--output", "json", "--key", "k", "--array", "0-2", "--", "true"];
        Assert.False(rota.StartWith(new() { ["ANOTHER"] = "shell" }, ["submit", .. same]).Wait().Exits(0).Json.GetProperty("new").GetBoolean());
        var job = rota.Run(["run", .. same]).Exits(0).Json.GetProperty("job");
        Assert.Equal((1, false), (job.GetProperty("id").GetInt32(), job.GetProperty("new").GetBoolean()));
        Assert.True(rota.Json("submit", "--key", "l", "--", "true").Exits(0).Json.GetProperty("new").GetBoolean());
        Assert.True(rota.Json("run", "--key", "m", "--", "true").Exits(0).Json.GetProperty("job").GetProperty("new").GetBoolean());
    });

    [Fact]
    public void A_key_tells_jobs_apart_by_the_variables_that_are_stated() => Using(rota =>
    {
        string[] job = ["submit", "--key", "k"];
        rota.Run([.. job, "--env", "DAY=mon", "--", "true"]).Exits(0);
        rota.Run([.. job, "--env", "DAY=mon", "--", "true"]).Exits(0);
        rota.Run([.. job, "--env", "DAY=tue", "--", "true"]).Exits(6).Says("error[key-taken]");
        rota.Run([.. job, "--env", "DAY=mon", "--env", "MORE=1", "--", "true"]).Exits(6).Says("error[key-taken]");
        rota.Run([.. job, "--", "true"]).Exits(6).Says("error[key-taken]");
        string[] file = ["submit", "--key", "f", "day.yaml"];
        rota.Write("day.yaml", "env: {DAY: mon}\ntasks: [{id: a, command: 'true'}]");
        rota.Run(file).Exits(0);
        rota.Write("day.yaml", "env: {DAY: tue}\ntasks: [{id: a, command: 'true'}]");
        rota.Run(file).Exits(6).Says("error[key-taken]");
    });

    [Fact]
    public void A_key_stands_for_the_job_as_it_was_submitted() => Using(rota =>
    {
        string[] job = ["submit", "--key", "k", "-j", "2", "--array", "0-2", "--", "true"];
        rota.Run(job).Exits(0);
        foreach (var most in (string[])["1", "none", "3"])
        {
            rota.Run("parallel", "1", "--to", most).Exits(0);
            Assert.False(rota.Json(job).Exits(0).Json.GetProperty("new").GetBoolean());
        }

        rota.Run("priority", "1", "--to", "5").Exits(0);
        rota.Run(job).Exits(0);
        rota.Run([.. job.Select(word => word == "2" ? "3" : word)]).Exits(6).Says("error[key-taken]");
    });

    [Fact]
    public void The_same_key_makes_one_job() => Using(rota =>
    {
        var first = rota.Json("submit", "--key", "k", "--", "true").Exits(0).Json.GetProperty("id").GetInt64();
        Assert.Equal(first, rota.Json("submit", "--key", "k", "--", "true").Exits(0).Json.GetProperty("id").GetInt64());
        Assert.Single(rota.Json("ls").Json.GetProperty("jobs").EnumerateArray());
    });

    [Fact]
    public void A_rerun_of_a_cancelled_job_runs_no_task_that_was_not_named() => Using(rota =>
    {
        rota.Run("submit", "--array", "0-9", "--", "sh", "-c", rota.Effects.Command + "true").Exits(0);
        rota.Run("cancel", "1").Exits(0);
        rota.Run("rerun", "1", "--tasks", "3,5").Exits(3);
        Assert.Equal([3, 5], rota.Effects.Starts.Select(start => start.Index).Order());
        Assert.Equal(8, rota.TasksOf().Count(task => task.State == "cancelled"));
        rota.Run("check").Exits(0);
    });

    [Fact]
    public void A_rerun_runs_what_is_named_and_keeps_the_history() => Using(rota =>
    {
        rota.Run("run", "-j", "4", "--array", "0-9", "--", "sh", "-c", rota.Effects.Command + $"[ $ROTA_TASK_INDEX -lt 8 ] || [ -e {rota.At("mended")} ]").Exits(1);
        rota.Write("mended", "");
        rota.Run("rerun", "1", "--failed").Exits(0);
        Assert.Equal(12, rota.Effects.Count);
        rota.Run("rerun", "1", "--tasks", "0,2-3").Exits(0);
        Assert.Equal([0, 2, 3], rota.Effects.Starts.Skip(12).Select(start => start.Index).Order());
        rota.Run("rerun", "1", "--all").Exits(0);
        Invariants.Hold(rota, 10, _ => 0);
        Assert.Equal(25, rota.AttemptsOf().Length);
        rota.Run("rerun", "1", "--failed").Exits(2).Says("error[");
    });

    [Fact]
    public void Another_terminal_can_pause_and_go_on() => Using(rota =>
    {
        using var run = rota.Start("run", "-j", "2", "--array", "0-39", "--", "sh", "-c", rota.Effects.Command + "sleep 0.1");
        Campaign.AwaitStarts(rota, run, 4);
        rota.Run("pause", "1").Exits(0);
        Until.True(() => rota.Tasks.Length == 0, "running tasks have ended");
        var started = rota.Effects.Count;
        Assert.Equal("paused", rota.JobState());
        Assert.Contains("paused", rota.Run("explain", "1.sh.39").Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal(started, rota.Effects.Count);
        rota.Run("resume", "1").Exits(0);
        run.Wait().Exits(0);
        Assert.Equal(40, rota.Effects.Count);
    });

    [Fact]
    public void Wait_tells_the_outcome_or_that_time_ran_out() => Using(rota =>
    {
        rota.Run("run", "--", "true").Exits(0);
        rota.Run("run", "--", "false").Exits(1);
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("wait", "1").Exits(0);
        rota.Run("wait", "1", "2").Exits(1);
        rota.Run("wait", "3", "--timeout", "100ms").Exits(4);
        rota.Run("cancel", "3").Exits(0);
        rota.Run("wait", "3").Exits(3);
    });

    [Fact]
    public void Each_refusal_has_its_exit_code() => Using(rota =>
    {
        rota.Run("run", "--cpus", "5000", "--", "true").Exits(6).Says("error[never-fits]");
        rota.Run("run", "-j", "0", "--", "true").Exits(2).Says("error[usage]");
        rota.Run("run", "no-such-file.yaml").Exits(2).Says("no-such-file.yaml");
        Assert.False(File.Exists(Path.Combine(rota.State, "rota.db")));
        rota.Run("run", "--", "true").Exits(0);
        rota.Run("status", "99").Exits(2).Says("error[no-such-job]");
        rota.Run("logs", "1.nothing").Exits(2).Says("error[no-such-task]");
    });

    [Fact]
    public void An_unknown_option_is_refused_and_the_nearest_is_named() => Using(rota =>
    {
        rota.Run("run", "--retrys", "3", "--", "true").Exits(2).Says("--retries");
        rota.Run("stats", "1").Exits(2).Says("status");
        Assert.False(File.Exists(Path.Combine(rota.State, "rota.db")));
    });

    [Fact]
    public void Logs_give_what_was_asked_for() => Using(rota =>
    {
        rota.Run("run", "--retries", "2", "--", "sh", "-c", "echo attempt $ROTA_ATTEMPT; echo second; echo problem >&2; exit 1").Exits(1);
        Assert.Equal(["attempt 2", "second", "problem"], rota.Run("logs", "1").Exits(0).Lines);
        Assert.Equal(["attempt 1", "second", "problem"], rota.Run("logs", "1.sh.1").Exits(0).Lines);
        Assert.Equal(["problem"], rota.Run("logs", "1", "--stderr").Exits(0).Lines);
        Assert.Equal(["second", "problem"], rota.Run("logs", "1", "--tail", "2").Exits(0).Lines);
    });

    [Fact]
    public void Logs_follow_a_running_task_to_its_end() => Using(rota =>
    {
        using var run = rota.Start("run", "--", "sh", "-c", rota.Effects.Command + "echo begin; sleep 0.5; echo end");
        Campaign.AwaitStarts(rota, run, 1);
        Assert.Equal(["begin", "end"], rota.Run("logs", "1", "-f").Exits(0).Lines);
        run.Wait().Exits(0);
    });

    [Fact]
    public void Exports_backups_and_pruning_work_on_ended_jobs() => Using(rota =>
    {
        rota.Run("run", "--array", "0-2", "--", "sh", "-c", "exit $ROTA_TASK_INDEX").Exits(1);
        Assert.Equal(4, rota.Run("export", "1", "--format", "csv").Exits(0).Lines.Length);
        Assert.StartsWith("Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand",
            rota.Run("export", "1", "--format", "joblog").Exits(0).Lines[0], StringComparison.Ordinal);
        Assert.NotEmpty(rota.Run("export", "1", "--format", "trace").Exits(0).Json.GetProperty("traceEvents").EnumerateArray());
        Assert.Equal(3, rota.AttemptsOf().Length);
        rota.Run("report", "1", "-o", rota.At("report.html")).Exits(0);
        Assert.Contains("<html", File.ReadAllText(rota.At("report.html")), StringComparison.OrdinalIgnoreCase);
        rota.Run("backup", rota.At("backup.tar")).Exits(0);
        rota.Run("restore", rota.At("backup.tar"), rota.At("copy")).Exits(0);
        Assert.Single(rota.Json("ls", "--state", rota.At("copy")).Exits(0).Json.GetProperty("jobs").EnumerateArray());
        rota.Run("prune", "1", "--yes").Exits(0);
        Assert.Empty(rota.Json("ls").Json.GetProperty("jobs").EnumerateArray());
        rota.Run("check").Exits(0);
    });

    [Fact]
    public void Events_tell_each_change() => Using(rota =>
    {
        rota.Run("run", "--events", rota.At("events"), "--array", "0-2", "--", "true").Exits(0);
        var events = File.ReadLines(rota.At("events")).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(3, events.Count(entry => entry.GetProperty("event").GetString() == "task" && entry.GetProperty("state").GetString() == "succeeded"));
        Assert.Equal("job", events[^1].GetProperty("event").GetString());
    });

    [Theory]
    [InlineData("cancel", "cancelled")]
    [InlineData("pause", "paused")]
    [InlineData("priority --to 3", "queued")]
    public void One_job_that_has_ended_keeps_no_other_from_what_is_asked(string verb, string state) => Using(rota =>
    {
        rota.Run("run", "--", "true").Exits(0);
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run([.. verb.Split(' '), "1", "2", "99", "2"]).Exits(2)
            .Says("job 2: ", "error[job-ended]: job 1 has ended (succeeded)", "error[no-such-job]: there is no job 99");
        Assert.Equal(state, rota.JobState(2));
    });

    [Fact]
    public void Json_of_a_change_has_the_jobs_that_were_refused() => Using(rota =>
    {
        rota.Run("run", "--", "true").Exits(0);
        rota.Run("submit", "--", "true").Exits(0);
        var answer = rota.Json("cancel", "1", "2").Exits(2).Json;
        Assert.Equal(2, answer.GetProperty("jobs")[0].GetProperty("id").GetInt64());
        Assert.Equal("job-ended", answer.GetProperty("refused")[0].GetProperty("code").GetString());
    });

    [Fact]
    public void What_was_cancelled_is_neither_succeeded_nor_counted_in_the_rate() => Using(rota =>
    {
        rota.Run("run", "--array", "0-1", "--", "true").Exits(0).Says("tasks/s");
        rota.Run("submit", "--array", "0-7", "--", "true").Exits(0);
        rota.Run("cancel", "2").Exits(0);
        Assert.Contains("8 cancelled", rota.Run("ls").Exits(0).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("8/8", rota.Run("ls").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("run", "--retries", "4", "--", "sh", "-c", "sleep 0.1; exit 1").Exits(1);
        var rate = double.Parse(rota.Run("rerun", "3", "--failed").Exits(1).Error.Split(" tasks/s")[0].Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(rate, 0, 3);
    });

    [Fact]
    public void A_rerun_of_a_paused_job_says_why_nothing_starts() => Using(rota =>
    {
        rota.Write("job.yaml", $"tasks: [{{id: a, command: 'false'}}, {{id: b, command: 'while [ ! -e {rota.At("go")} ]; do sleep 0.02; done'}}, {{id: c, command: 'true'}}]");
        using var run = rota.Start("run", "-j", "1", "job.yaml");
        Until.True(() => run.Errors.Contains("x a exit 1", StringComparison.Ordinal) && rota.Tasks.Length > 0, "a has failed, and b runs");
        rota.Run("pause", "1").Exits(0);
        Until.True(() => run.Errors.Contains("job 1 is paused", StringComparison.Ordinal), "who follows it is told");
        run.KillHard();
        rota.Run("rerun", "1.a", "--detach").Exits(0).Says("1 task of job 1 asked to run again", "rota resume 1");
        using var rerun = rota.Start("rerun", "1.a");
        Until.True(() => rerun.Errors.Contains("job 1 is paused: nothing more of it starts before rota resume 1", StringComparison.Ordinal), "it says so");
        rerun.Signal(Processes.SigTerm);
        rerun.Wait().Exits(130);
    });

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
