using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What a backup holds, and that a state made of it is as good as the one it was taken of.</summary>
public sealed class BackupTests
{
    private const UnixFileMode Others = (UnixFileMode)0b111_111;

    [Theory]
    [InlineData("backup.tar")]
    [InlineData("backup.tar.gz")]
    public void A_restored_state_has_jobs_history_output_and_files(string name) => Using(rota =>
    {
        rota.Run("run", "--array", "0-2", "--", "sh", "-c",
            "echo out $ROTA_TASK_INDEX; echo err >&2; mkdir -p $ROTA_OUTPUT_DIR/deep/empty; echo $ROTA_TASK_INDEX > "
            + "$ROTA_OUTPUT_DIR/deep/f$ROTA_TASK_INDEX; chmod 700 $ROTA_OUTPUT_DIR/deep/f0; "
            + "[ $ROTA_TASK_INDEX -ne 0 ] || ln -s f0 $ROTA_OUTPUT_DIR/deep/link; exit $ROTA_TASK_INDEX").Exits(1);
        var old = (Logs: rota.Run("logs", "1").Exits(0).Out, History: rota.Run("export", "1", "--format", "csv").Exits(0).Out);
        rota.Run("backup", rota.At(name)).Exits(0);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(rota.At(name)));

        // The old one is gone for good.
        Directory.Delete(Path.Combine(rota.State, "jobs"), recursive: true);
        rota.Run("restore", rota.At(name), rota.At("new")).Exits(0);
        Assert.Equal(old.Logs, rota.Run("logs", "1", "--state", rota.At("new")).Exits(0).Out);
        Assert.Equal(old.History, rota.Run("export", "1", "--format", "csv", "--state", rota.At("new")).Exits(0).Out);
        var files = Path.Combine(rota.At("new"), "jobs", "1", "files", "deep");
        Assert.Equal("2\n", File.ReadAllText(Path.Combine(files, "f2")));
        Assert.Equal("f0", new FileInfo(Path.Combine(files, "link")).LinkTarget);
        Assert.True(Directory.Exists(Path.Combine(files, "empty")));
        Assert.True(File.GetUnixFileMode(Path.Combine(files, "f0")).HasFlag(UnixFileMode.UserExecute));
        foreach (var path in Directory.EnumerateFileSystemEntries(rota.At("new"), "*", SearchOption.AllDirectories)
            .Where(path => new FileInfo(path).LinkTarget is null))
        {
            Assert.True((File.GetUnixFileMode(path) & Others) == UnixFileMode.None, path);
        }

        rota.Run("check", "--state", rota.At("new")).Exits(0);
        rota.Run("rerun", "1", "--failed", "--state", rota.At("new")).Exits(1);
        Assert.Contains("out 1", rota.Run("logs", "1", "--state", rota.At("new")).Exits(0).Out, StringComparison.Ordinal);
    });

    [Fact]
    public void A_backup_of_a_state_at_work_holds_the_output_of_all_that_it_says_has_ended() => Using(rota =>
    {
        var campaign = new Campaign(tasks: 120);
        using var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, 40);
        rota.Run("backup", rota.At("backup.tar")).Exits(0);
        run.Wait().Exits(1);
        Invariants.Hold(rota, campaign.Tasks, Campaign.ExitCodeOf);
        rota.Run("restore", rota.At("backup.tar"), rota.At("new")).Exits(0);
        rota.Run("check", "--state", rota.At("new")).Exits(0);
        rota.Environment["ROTA_STATE"] = rota.At("new");
        var ended = rota.TasksOf().Where(task => task.State == "succeeded" && task.Index % 3 == 0).ToArray();
        Assert.NotEmpty(ended);
        Assert.DoesNotContain(rota.TasksOf(), task => task.State == "running");
        Assert.All(ended, task =>
            Assert.Equal($"output of {task.Index}\n", rota.Run("logs", $"1.sh.{task.Index}").Exits(0).Out));
        rota.Run("resume").Exits(1);
        rota.Run("check").Exits(0);
        Assert.All(rota.TasksOf(), task => Assert.Equal(Campaign.ExitCodeOf(task.Index ?? 0), task.ExitCode));
        Assert.All(rota.AttemptsOf().Where(attempt => attempt.State == "lost"),
            attempt => Assert.Contains("restored from", attempt.Reason, StringComparison.Ordinal));
    });

    [Fact]
    public void What_ran_at_the_backup_is_lost_and_with_retry_never_not_run_again() => Using(rota =>
    {
        var never = rota.Write("never.yaml", $$"""
            version: 1
            name: once
            defaults: {retry: never}
            tasks:
              - id: work
                array: 0-1
                command: |
                  {{rota.Effects.Command}} exec sleep 300
            """);
        using var run = rota.Start("run", never, "-j", "2");
        Campaign.AwaitStarts(rota, run, 2);
        rota.Run("backup", rota.At("backup.tar")).Exits(0);
        rota.Run("restore", rota.At("backup.tar"), rota.At("new")).Exits(0).Says("2 attempts", "count as lost");
        rota.Environment["ROTA_STATE"] = rota.At("new");
        Assert.All(rota.TasksOf(), task => Assert.Equal("lost", task.State));
        rota.Run("resume").Exits(0);
        Assert.Equal(2, rota.Effects.Count);
    });

    [Fact]
    public void Nothing_that_is_there_is_overwritten() => Using(rota =>
    {
        rota.Run("run", "--", "echo", "one").Exits(0);
        rota.Run("backup", rota.At("backup.tar")).Exits(0);
        var first = File.ReadAllBytes(rota.At("backup.tar"));
        rota.Run("run", "--", "echo", "two").Exits(0);
        rota.Run("backup", rota.At("backup.tar")).Exits(2).Says("file-exists", "--force");
        Assert.Equal(first, File.ReadAllBytes(rota.At("backup.tar")));
        rota.Run("restore", rota.At("backup.tar"), rota.State).Exits(2).Says("target-exists", "name a directory");
        rota.Run("restore", rota.At("backup.tar"), rota.At("backup.tar")).Exits(2).Says("target-exists");
        Directory.CreateDirectory(rota.At("empty"));
        rota.Run("restore", rota.At("backup.tar"), rota.At("empty")).Exits(0);
        Assert.Equal(["one"], rota.Run("logs", "1", "--state", rota.At("empty")).Exits(0).Lines);
        rota.Run("backup", rota.At("backup.tar"), "--force").Exits(0);
        rota.Run("restore", rota.At("backup.tar"), rota.At("second")).Exits(0);
        Assert.Equal(["two"], rota.Run("logs", "2", "--state", rota.At("second")).Exits(0).Lines);
    });

    [Fact]
    public void The_files_of_jobs_can_be_left_out() => Using(rota =>
    {
        rota.Run("run", "--", "sh", "-c", "echo said; echo kept > $ROTA_OUTPUT_DIR/kept").Exits(0);
        rota.Run("backup", rota.At("backup.tar"), "--without-files").Exits(0);
        rota.Run("restore", rota.At("backup.tar"), rota.At("new")).Exits(0);
        Assert.Equal(["said"], rota.Run("logs", "1", "--state", rota.At("new")).Exits(0).Lines);
        Assert.False(Directory.Exists(Path.Combine(rota.At("new"), "jobs", "1", "files")));
    });

    [Fact]
    public void A_daemon_that_was_there_at_the_backup_serves_nothing_in_the_restored_state() => Using(rota =>
    {
        using var up = rota.Start("up");
        Until.True(() => up.Errors.Contains("serving", StringComparison.Ordinal), "it serves");
        rota.Run("schedule", "add", rota.Write("often.yaml", """
            version: 1
            name: often
            schedule: {cron: "* * * * *"}
            tasks: [{id: a, command: "true"}]
            """)).Exits(0);
        rota.Run("backup", rota.At("backup.tar")).Exits(0);
        rota.Run("restore", rota.At("backup.tar"), rota.At("new")).Exits(0);
        rota.Environment["ROTA_STATE"] = rota.At("new");
        rota.Run("down").Exits(5).Says("no daemon");
        rota.Run("submit", "--", "true").Exits(0);
        Assert.Contains("often", rota.Run("schedule", "ls").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("check").Exits(0);
    });

    [Fact]
    public void A_bare_database_is_restored_with_the_output_beside_it_and_says_what_is_lost_without() => Using(rota =>
    {
        rota.Run("run", "--", "echo", "one").Exits(0);
        var database = Path.Combine(rota.State, "rota.db");
        rota.Run("restore", database, rota.At("whole")).Exits(0);
        Assert.Equal(["one"], rota.Run("logs", "1", "--state", rota.At("whole")).Exits(0).Lines);
        File.Delete(Path.Combine(rota.State, "jobs", "1", "output-0001.log"));
        rota.Run("restore", database, rota.At("bare")).Exits(1).Says("output-0001.log is missing", "job 1");
        rota.Run("logs", "1", "--state", rota.At("bare")).Exits(5).Says("error[output-missing]", "lost");
        rota.Run("check", "--state", rota.At("bare")).Exits(0);
    });

    [Fact]
    public void Another_user_can_restore_a_backup_that_was_given_to_it() => Using(rota =>
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root to become another user");
        string[] other = ["--reuid=65534", "--regid=65534", "--clear-groups", "--"];
        using (var look = rota.StartProgram([], "setpriv", [.. other, RotaBinary.Path, "--version"]))
        {
            Assert.SkipUnless(look.Wait().ExitCode == 0, "another user cannot run this build");
        }

        rota.Run("run", "--", "echo", "one").Exits(0);
        rota.Run("backup", rota.At("backup.tar")).Exits(0);
        File.SetUnixFileMode(rota.At("backup.tar"), (UnixFileMode)0b110_100_100);
        File.SetUnixFileMode(rota.Root, (UnixFileMode)0b111_101_101);
        var own = Directory.CreateDirectory(rota.At("own")).FullName;
        using (var give = rota.StartProgram([], "chown", "65534:65534", own))
        {
            give.Wait().Exits(0);
        }

        var restored = Path.Combine(own, "new");
        var restore = rota.StartProgram([], "setpriv", [.. other, RotaBinary.Path, "restore", rota.At("backup.tar"), restored]);
        restore.Wait().Exits(0);
        var logs = rota.StartProgram([], "setpriv", [.. other, RotaBinary.Path, "logs", "1", "--state", restored]);
        Assert.Equal(["one"], logs.Wait().Exits(0).Lines);
        Assert.Equal((UnixFileMode)0b111_000_000, File.GetUnixFileMode(restored));
    });

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
