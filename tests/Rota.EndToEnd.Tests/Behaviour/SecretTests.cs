using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Secrets reach the tasks and nothing else.</summary>
public sealed class SecretTests
{
    private const string Value = "canary-7c1f";
    private const string FileValue = "canary-file-93e2";

    /// <summary>A command that proves that it has a value without printing it.</summary>
    private static string Proves(string name, string value) => $"test \"${{{name}}}\" = \"{value[..6]}\"'{value[6..]}'";

    [Fact]
    public void A_task_of_a_run_gets_all_of_the_submitters_environment_and_nothing_is_said() => Using(rota =>
    {
        rota.Environment["MY_TOKEN"] = Value;
        rota.Environment["DB"] = $"postgres://ada:{Value}@host/base";
        var run = rota.Run("run", $"{Proves("MY_TOKEN", Value)} && test -n \"$DB\"").Exits(0);
        Assert.DoesNotContain("MY_TOKEN", run.Error, StringComparison.Ordinal);
    });

    [Fact]
    public void What_is_left_out_is_said_and_comes_from_the_process_that_runs_the_job() => Using(rota =>
    {
        rota.StartWith(new() { ["MY_TOKEN"] = "submitter", ["PLAIN"] = "submitter" }, "submit", "echo $MY_TOKEN $PLAIN").Wait()
            .Exits(0).Says("not stored in the job", "MY_TOKEN", "--env NAME", "--secret NAME");
        rota.StartWith(new() { ["MY_TOKEN"] = "server", ["PLAIN"] = "server" }, "resume").Wait().Exits(0);
        Assert.Equal(["server submitter"], rota.Run("logs", "1").Lines);
    });

    [Fact]
    public void Who_goes_on_with_a_job_is_told_what_it_lacks() => Using(rota =>
    {
        rota.StartWith(new() { ["MY_TOKEN"] = Value }, "submit", "echo [$MY_TOKEN]").Wait().Exits(0);
        rota.Run("resume").Exits(0).Says("MY_TOKEN", "its tasks run without");
        Assert.Equal(["[]"], rota.Run("logs", "1").Lines);
    });

    /// <summary>A process may have secrets that the submitter of a job never had.</summary>
    [Fact]
    public void A_job_gets_no_secret_of_the_process_that_it_was_not_submitted_with() => Using(rota =>
    {
        rota.Run("submit", "echo [$MY_TOKEN]").Exits(0);
        rota.StartWith(new() { ["MY_TOKEN"] = Value }, "resume").Wait().Exits(0);
        Assert.Equal(["[]"], rota.Run("logs", "1").Lines);
    });

    [Fact]
    public void A_run_that_another_process_serves_is_told_as_a_submission_is() => Using(rota =>
    {
        using var up = rota.Start("up");
        Until.True(() => up.Errors.Contains("serving", StringComparison.Ordinal), "the daemon is up");
        rota.StartWith(new() { ["MY_TOKEN"] = Value }, "run", "echo [$MY_TOKEN]").Wait().Exits(0).Says("not stored in the job", "MY_TOKEN");
        Assert.Equal(["[]"], rota.Run("logs", "1").Lines);
    });

    [Fact]
    public void A_missing_secret_is_the_outcome_of_its_task() => Using(rota =>
    {
        rota.Run("run", "--secret", "MY_TOKEN", "--retries", "2", "--", "touch", rota.At("ran")).Exits(1);
        var task = Assert.Single(rota.TasksOf());
        Assert.Equal(("failed", 2), (task.State, task.Attempt));
        Assert.Contains("secret MY_TOKEN is not set", task.Reason, StringComparison.Ordinal);
        Assert.Contains("rota rerun 1 --failed", task.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(rota.At("ran")));
        rota.StartWith(new() { ["MY_TOKEN"] = Value }, "rerun", "1", "--failed").Wait().Exits(0);
        Assert.True(File.Exists(rota.At("ran")));
        rota.Run("check").Exits(0);
    });

    [Fact]
    public void A_secret_file_is_read_at_each_start() => Using(rota =>
    {
        var file = Hidden(rota, "one\n");
        rota.RunFile($$"""
            version: 1
            secrets: {S: {file: "{{file}}" } }
            defaults: {retry: {max_attempts: 2, delay: 0s} }
            tasks: [{id: a, command: "echo $S; printf two > {{file}}; test $ROTA_ATTEMPT = 2"}]
            """).Exits(0);
        Assert.Equal(["two"], rota.Run("logs", "1").Lines);
        File.SetUnixFileMode(file, (UnixFileMode)0b110_100_100);
        rota.Run("rerun", "1", "--all").Exits(1).Says($"chmod 600 {file}");
        File.Delete(file);
        rota.Run("rerun", "1", "--all").Exits(1).Says($"secret S: {file}: No such file");
    });

    [Fact]
    public void What_is_written_into_a_job_is_stored_and_said() => Using(rota =>
    {
        rota.Run("submit", "--env", $"MY_TOKEN={Value}", "--", "true").Exits(0)
            .Says("stored in the job as it was written there: MY_TOKEN", "secrets: [MY_TOKEN]", "--secret MY_TOKEN");
        rota.Run("submit", rota.Write("job.yaml", "tasks: [{command: x, env: {MY_PASSWORD: y}}]")).Exits(0)
            .Says("stored in the job as it was written there: MY_PASSWORD");
        rota.StartWith(new() { ["MY_TOKEN"] = Value }, "submit", "--env", "MY_TOKEN", "echo $MY_TOKEN").Wait().Exits(0);
        rota.Run("resume", "3").Exits(0);
        Assert.Equal([Value], rota.Run("logs", "3").Lines);
        Assert.NotEmpty(Canary.Holders(rota.State, Value));
    });

    [Theory]
    [InlineData("--secret", "MY_TOKEN=canary-7c1f", "all users see it")]
    [InlineData("--secret", "canary-7c1f", "cannot be the name of a secret")]
    [InlineData("--env", "NOT_SET_HERE", "NOT_SET_HERE=VALUE")]
    [InlineData("--env", "A=${env.MY_TOKEN}", "$MY_TOKEN")]
    public void What_would_go_wrong_is_refused_without_showing_a_value(string option, string text, string says) => Using(rota =>
    {
        var refused = rota.StartWith(new() { ["MY_TOKEN"] = Value }, "submit", option, text, "--", "true").Wait().Exits(2).Says(says);
        Assert.DoesNotContain(Value, refused.Error, StringComparison.Ordinal);
    });

    [Fact]
    public void A_state_in_a_project_is_hidden_from_git() => Using(rota =>
    {
        rota.StartProgram([], "git", "init", "-q").Wait().Exits(0);
        rota.Run("run", "--", "true").Exits(0);
        Assert.Empty(rota.StartProgram([], "git", "status", "--porcelain", "--untracked-files=all").Wait().Exits(0).Lines);
    });

    /// <summary>Every way in, jobs run to their end by run, by a daemon and by a schedule; then every byte is looked at.</summary>
    [Fact]
    public void No_file_of_the_state_holds_a_secret() => Using(rota =>
    {
        rota.Environment["MY_TOKEN"] = Value;
        rota.Environment["DB"] = $"postgres://ada:{Value}@host/base";
        rota.Environment["PLAIN"] = Value;
        var file = Hidden(rota, FileValue);
        var proof = $"{Proves("MY_TOKEN", Value)} && {Proves("S", FileValue)} && test \"$DB\" && test \"$PLAIN\"";
        string[] secrets = ["--secret", "MY_TOKEN", "--secret", $"S=file:{file}", "--secret", "PLAIN"];
        var yaml = $$"""
            version: 1
            name: canary
            secrets: {MY_TOKEN: {}, PLAIN: {}, S: {file: "{{file}}" } }
            schedule: {cron: "* * * * *"}
            tasks: [{id: a, array: 0-3, retry: 2, command: '{{proof.Replace("'", "''", StringComparison.Ordinal)}}'}]
            """;
        var job = rota.Write("job.yaml", yaml);
        rota.Run(["run", "--retries", "2", .. secrets, $"{proof} && test $ROTA_ATTEMPT = 2"]).Exits(0);
        rota.Run("run", job).Exits(0);
        rota.Run(["submit", .. secrets, proof]).Exits(0);
        rota.Run("submit", job).Exits(0);
        rota.Run(["run", "--detach", .. secrets, "--array", "0-3", proof]).Exits(0);
        rota.Write("joblog", "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n1\t:\t1\t1\t0\t0\t1\t0\ttest \"$MY_TOKEN\"\n");
        rota.Environment.Remove("PLAIN");
        rota.Run("import", rota.At("joblog"), "--format", "joblog").Exits(0);
        rota.Environment["PLAIN"] = Value;
        rota.Run("up", "--detach", "--runners", "2").Exits(0);
        try
        {
            rota.Run("schedule", "run", "canary").Exits(0);
            Until.True(() => rota.Json("ls").Json.GetProperty("jobs").EnumerateArray().ToArray() is { Length: >= 6 } jobs
                && Array.TrueForAll(jobs, one => one.GetProperty("state").GetString() is "succeeded" or "failed"), "all jobs ended");
        }
        finally
        {
            rota.Run("down");
        }

        Assert.All(rota.Json("ls").Json.GetProperty("jobs").EnumerateArray(),
            one => Assert.Equal("succeeded", one.GetProperty("state").GetString()));
        rota.Run("rerun", "1", "--all").Exits(1);
        rota.Run("backup", rota.At("copy.db")).Exits(0);
        rota.Run("report", "1", "-o", rota.At("report.html")).Exits(0);
        foreach (var format in (string[])["json", "csv", "joblog", "trace"])
        {
            rota.Write($"export.{format}", rota.Run("export", "2", "--format", format).Exits(0).Out);
        }

        File.Delete(file);
        Assert.Empty(Canary.Holders(rota.Root, Value, FileValue));

        // A search that finds nothing must be able to find something.
        rota.Run("submit", "--env", "MY_TOKEN", "--", "true").Exits(0);
        Assert.NotEmpty(Canary.Holders(rota.State, Value));
    });

    /// <summary>Earlier versions stored everything: this is how to get rid of it.</summary>
    [Fact]
    public void A_pruned_job_leaves_nothing_of_its_environment() => Using(rota =>
    {
        rota.Environment["MY_TOKEN"] = Value;
        for (var job = 1; job <= 8; job++)
        {
            // Of some length, so that it takes pages of its own, which the database gives up as a whole.
            string[] words = [.. Enumerable.Range(1, 200).Select(word => $"{job * 7919 * word}")];
            rota.Run(["run", "--env", "MY_TOKEN", "--", "true", .. words]).Exits(0);
        }

        Assert.NotEmpty(Canary.Holders(rota.State, Value));
        rota.Run("prune", "--keep", "0").Exits(0);
        var checkpoint = rota.StartProgram([], "sqlite3", Path.Combine(rota.State, "rota.db"), "PRAGMA wal_checkpoint(TRUNCATE)");
        checkpoint.Wait().Exits(0);
        Assert.Empty(Canary.Holders(rota.State, Value));
    });

    private static string Hidden(RotaState rota, string text)
    {
        var file = rota.Write("secret", text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
