using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>What Rota says and where that leads to: nothing ends for want of being heard.</summary>
public sealed class OwnWordsTests
{
    [Theory]
    [InlineData("/dev/full")]
    [InlineData("/dev/null")]
    public void A_daemon_whose_log_takes_nothing_serves_on(string log)
    {
        using var rota = new RotaState();
        using var up = Shell(rota, $"exec {RotaBinary.Path} up -j 2 > {log} 2>&1");
        Until.True(() => rota.Run("submit", "--array", "0-5", "--", "sh", "-c", "exit 3").ExitCode == 0, "the job is accepted");
        rota.Run("wait", "1").Exits(1);
        Assert.False(up.HasExited, "the daemon ended");
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("wait", "2").Exits(0);
        rota.Run("down").Exits(0);
    }

    [Fact]
    public void A_daemon_whose_reader_is_gone_serves_on()
    {
        using var rota = new RotaState();
        using var up = Shell(rota, $"{{ {RotaBinary.Path} up -j 2 2>&1; }} | true");
        Until.True(() => rota.Run("submit", "--array", "0-5", "--", "sh", "-c", "exit 3").ExitCode == 0, "the job is accepted");
        rota.Run("wait", "1").Exits(1);
        Assert.False(up.HasExited, "the daemon ended");
        rota.Run("down").Exits(0);
    }

    [Fact]
    public void A_run_whose_words_nobody_takes_comes_to_its_end()
    {
        using var rota = new RotaState();
        Shell(rota, $"exec {RotaBinary.Path} run --array 0-5 -- sh -c 'exit 3' 2> /dev/full").Wait().Exits(1);
        Assert.All(rota.TasksOf(), task => Assert.Equal(3, task.ExitCode));
    }

    [Fact]
    public void Keeper_and_anchor_whose_log_takes_nothing_go_on()
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "true").Exits(0);
        Until.True(() => rota.Keepers.Length == 0 && rota.Anchors.Length == 0, "both have ended");
        var log = Path.Combine(rota.State, "keeper", "log");
        File.Delete(log);
        using (var device = rota.StartProgram([], "mknod", "-m", "600", log, "c", "1", "7"))
        {
            Assert.SkipUnless(device.Wait().ExitCode == 0, "needs root to make a device that is always full");
        }

        // Damage is said there by whoever finds it.
        var journal = Path.Combine(rota.State, "keeper", "journal");
        var bytes = File.ReadAllBytes(journal);
        bytes[80] ^= 1;
        File.WriteAllBytes(journal, bytes);
        rota.Run("run", "--array", "0-5", "--", "true").Exits(0);
    }

    [Theory]
    [InlineData("ls")]
    [InlineData("tasks 1")]
    [InlineData("tasks 1 --output json")]
    [InlineData("export 1 --format csv")]
    [InlineData("logs 1")]
    [InlineData("--help")]
    public void A_command_whose_reader_has_seen_enough_ends_without_a_word(string words)
    {
        using var rota = new RotaState();
        rota.Run("run", "--array", "0-1999", "--", "echo", "something to be read").Exits(0);
        var gone = rota.At("gone");
        var outcome = Shell(rota,
            $"{{ while [ ! -e {gone} ]; do sleep 0.01; done; {RotaBinary.Path} {words}; echo $? >&2; }} | {{ exec 0<&-; : > {gone}; }}").Wait();
        Assert.Equal("141", outcome.Error.Trim());
    }

    [Fact]
    public void A_run_whose_reader_has_seen_enough_leaves_its_job_going_on()
    {
        using var rota = new RotaState();
        var outcome = Shell(rota,
            $"{{ {RotaBinary.Path} run -j 2 --print --array 0-3 -- sh -c 'echo $ROTA_TASK_INDEX; sleep 0.$ROTA_TASK_INDEX'; echo $? >&2; }} | head -1").Wait();
        outcome.Says("Go on with: rota resume 1", "141");
        rota.Run("resume").Exits(0);
        Assert.All(rota.TasksOf(), task => Assert.Equal(("succeeded", 1), (task.State, task.Attempt)));
    }

    [Fact]
    public void Results_that_cannot_be_written_are_an_error()
    {
        using var rota = new RotaState();
        rota.Run("run", "--print", "--", "echo", "a").Exits(0);
        Shell(rota, $"exec {RotaBinary.Path} tasks 1 > /dev/full").Wait().Exits(5).Says("error[io]", "No space left");
        Shell(rota, $"exec {RotaBinary.Path} run --print -- echo a > /dev/full").Wait().Exits(5).Says("rota logs 2");
    }

    [Fact]
    public void Events_that_cannot_be_written_end_no_run_and_are_said()
    {
        using var rota = new RotaState();
        rota.Run("run", "--events", "/dev/full", "--array", "0-3", "--", "true").Exits(0).Says("/dev/full");
        Assert.All(rota.TasksOf(), task => Assert.Equal("succeeded", task.State));
    }

    [Fact]
    public void Events_that_a_full_disk_does_not_take_are_written_once_it_does()
    {
        using var rota = new RotaState();
        using var mount = new Mount("64k");
        var (events, ballast) = (Path.Combine(mount.Path, "events"), Path.Combine(mount.Path, "ballast"));
        using var run = rota.Start("run", "-j", "2", "--events", events, "--array", "0-39", "--", "sleep", "0.1");
        Until.True(() => File.Exists(events) && File.ReadAllText(events).Length > 0, "events are written");
        DiskTests.Fill(ballast);
        var before = rota.TasksOf().Count(task => task.State == "succeeded");
        Until.True(() => rota.TasksOf().Count(task => task.State == "succeeded") > before + 6, "the run goes on");
        File.Delete(ballast);
        run.Wait().Exits(0);
        var lines = File.ReadAllLines(events);
        Assert.All(lines, line => System.Text.Json.JsonDocument.Parse(line).Dispose());
        Assert.Equal(40, lines.Count(line => line.Contains("\"succeeded\"", StringComparison.Ordinal) && line.Contains("\"task\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Without_inodes_a_daemon_serves_on_and_says_why_starts_wait()
    {
        using var mount = new Mount("24m,nr_inodes=120");
        using var rota = new RotaState(Path.Combine(mount.Path, "root"));
        using var up = rota.Start("up", "-j", "2");
        Until.True(() => rota.Run("submit", "--", "true").ExitCode == 0, "the daemon serves");
        rota.Run("wait", "1").Exits(0);
        var ballast = Directory.CreateDirectory(rota.At("ballast"));
        Until.True(() => FillInodes(ballast.FullName), "no inode is free");
        rota.Run("submit", "--array", "0-3", "--", "true").Exits(0);
        Until.True(() => up.Errors.Contains("starts wait", StringComparison.Ordinal) || up.HasExited, "it is said");
        Assert.False(up.HasExited, "the daemon ended");
        ballast.Delete(recursive: true);
        rota.Run("wait", "2").Exits(0);
        rota.Run("down").Exits(0);
    }

    private static bool FillInodes(string directory)
    {
        try
        {
            for (var file = 0; file < 1_000; file++)
            {
                File.WriteAllText(Path.Combine(directory, Path.GetRandomFileName()), "");
            }

            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private static RunningCommand Shell(RotaState rota, string line) => rota.StartProgram([], "sh", ["-c", line]);
}
