using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>A prune that is killed, that meets a full disk, or removes what a keeper has open.</summary>
public sealed class PruneFaultTests
{
    [Theory]
    [InlineData("prune-forgotten:1")]
    [InlineData("prune-forgotten:2")]
    [InlineData("prune-entry:1")]
    [InlineData("prune-entry:3")]
    [InlineData("prune-entry:5")]
    public void A_prune_that_is_killed_is_named_by_check_and_finished_by_the_next(string place) => Using(rota =>
    {
        rota.StartWith(new() { ["ROTA_CRASH_AT"] = place }, "prune", "1", "2").Wait();
        Assert.Contains("Finish it: rota prune", rota.Run("check").Exits(1).Out, StringComparison.Ordinal);
        rota.Run("logs", "3").Exits(0);
        rota.Run("prune").Exits(0).Says("finished the removal");
        rota.Run("check").Exits(0);
        rota.Run("prune", "--keep", "1").Exits(0);
        Assert.Equal([rota.At("state/jobs/3")], Directory.GetDirectories(rota.At("state/jobs")));
        rota.Run("prune").Exits(2).Says("say which jobs");
    });

    [Fact]
    public void A_prune_works_on_a_full_disk_and_the_state_goes_on() => OnAFullDisk((rota, free) =>
    {
        rota.Run("submit", "--", "true").Exits(5);
        rota.Run("prune", "1", "2").Exits(0);
        Assert.InRange(free(), 6 << 20, long.MaxValue);
        rota.Run("check").Exits(0);
        rota.Run("run", "--", "true").Exits(0);
        Assert.Equal(3, rota.Json("ls").Json.GetProperty("jobs")[1].GetProperty("id").GetInt32());
    });

    [Fact]
    public void A_job_without_output_can_be_pruned_on_a_full_disk() => OnAFullDisk((rota, _) =>
    {
        rota.Run("prune", "3").Exits(0);
        rota.Run("status", "3").Exits(2).Says("no-such-job");
    });

    [Theory]
    [InlineData("prune-marked:1")]
    [InlineData("prune-entry:1")]
    [InlineData("prune-emptied:1")]
    public void A_prune_that_is_killed_on_a_full_disk_is_finished_by_the_next(string place) => OnAFullDisk((rota, free) =>
    {
        rota.StartWith(new() { ["ROTA_CRASH_AT"] = place }, "prune", "1").Wait();
        Assert.Contains("Finish it: rota prune", rota.Run("check").Exits(1).Out, StringComparison.Ordinal);
        rota.Run("prune").Exits(0).Says("finished the removal of job 1");
        Assert.InRange(free(), 3 << 20, long.MaxValue);
        rota.Run("status", "1").Exits(2).Says("no-such-job");
        rota.Run("check").Exits(0);
    });

    [Fact]
    public void What_a_serving_keeper_has_open_is_given_back_too()
    {
        using var mount = new Mount("64m");
        using var rota = new RotaState(Path.Combine(mount.Path, "root"));
        using var up = rota.Start("up");
        Until.True(() => up.Errors.Contains("serving", StringComparison.Ordinal), "it serves");
        for (var job = 1; job <= 3; job++)
        {
            rota.Run("submit", "--array", "0-2", "--", "head", "-c", "3000000", "/dev/urandom").Exits(0);
            rota.Run("wait", $"{job}").Exits(0);
        }

        var keeper = rota.Keeper;
        Assert.Contains(Directory.GetFiles($"/proc/{keeper}/fd"), fd => File.ResolveLinkTarget(fd, false)!.Name == "output-0001.log");
        var before = new DriveInfo(mount.Path).AvailableFreeSpace;
        // Nine outputs of 3 MB, and what the database gives back beside them.
        Assert.Matches("freed 2[67]M", rota.Run("prune", "--keep", "0").Exits(0).Error);
        Assert.InRange(new DriveInfo(mount.Path).AvailableFreeSpace - before, 26_000_000, long.MaxValue);
        Assert.Equal(keeper, rota.Keeper);
        rota.Run("submit", "--", "echo", "on").Exits(0);
        rota.Run("wait", "4").Exits(0);
        Assert.Equal(["on"], rota.Run("logs", "4").Exits(0).Lines);
    }

    [Fact]
    public void The_database_gives_pages_back() => Using(rota =>
    {
        rota.Run("run", "--array", "0-2999", "--", "true").Exits(0);
        var before = Bytes();
        rota.Run("prune", "4").Exits(0).Says("freed");
        Assert.InRange(before - Bytes(), 100_000, long.MaxValue);
        rota.Run("check").Exits(0);

        long Bytes() => ((string[])["rota.db", "rota.db-wal"]).Sum(name => new FileInfo(Path.Combine(rota.State, name)).Length);
    });

    [Fact]
    public void Output_that_another_name_leads_to_stays_whole_there() => Using(rota =>
    {
        using var link = rota.StartProgram([], "ln", Path.Combine(rota.State, "jobs/1/output-0001.log"), rota.At("kept"));
        link.Wait().Exits(0);
        var before = File.ReadAllBytes(rota.At("kept"));
        rota.Run("prune", "1").Exits(0);
        Assert.Equal(before, File.ReadAllBytes(rota.At("kept")));
    });

    [Fact]
    public void A_directory_that_a_task_made_unwritable_is_removed_all_the_same() => Using(rota =>
    {
        rota.Run("run", "--", "sh", "-c", "cd $ROTA_OUTPUT_DIR; mkdir a; touch a/b; chmod 500 a").Exits(0);
        rota.Run("prune", "4").Exits(0);
        Assert.False(Directory.Exists(Path.Combine(rota.State, "jobs/4")));
    });

    [Fact]
    public void The_directory_of_a_job_that_the_database_never_had_is_named_and_left() => Using(rota =>
    {
        var strange = Directory.CreateDirectory(Path.Combine(rota.State, "jobs/99")).FullName;
        Assert.Contains(strange, rota.Run("check").Exits(1).Out, StringComparison.Ordinal);
        rota.Run("prune", "--keep", "0").Exits(0);
        Assert.True(Directory.Exists(strange));
    });

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        Fill(rota, "echo $ROTA_JOB_ID; touch $ROTA_OUTPUT_DIR/a $ROTA_OUTPUT_DIR/b");
        test(rota);
    }

    /// <summary>Three ended jobs, the first two with some megabytes of output; then the disk is full to the last block.</summary>
    private static void OnAFullDisk(Action<RotaState, Func<long>> test)
    {
        using var mount = new Mount("16m");
        using var rota = new RotaState(Path.Combine(mount.Path, "root"));
        Fill(rota, "[ $ROTA_JOB_ID -eq 3 ] || head -c 4000000 /dev/urandom");
        Until.True(() => rota.Keepers.Length == 0 && rota.Anchors.Length == 0, "the idle keeper has ended");
        using (var ballast = new FileStream(rota.At("ballast"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            try
            {
                while (true)
                {
                    ballast.Write(new byte[4096]);
                }
            }
            catch (IOException)
            {
                // Full.
            }
        }

        test(rota, () => new DriveInfo(mount.Path).AvailableFreeSpace);
    }

    private static void Fill(RotaState rota, string command)
    {
        for (var job = 1; job <= 3; job++)
        {
            rota.Run("run", "--", "sh", "-c", command).Exits(0);
        }
    }
}
