using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;
using Rota.EndToEnd.Tests.Runners;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>Disks that are full or may only be read.</summary>
public sealed class DiskTests
{
    [Fact]
    public void A_full_disk_holds_starts_back_and_loses_nothing()
    {
        using var mount = new Mount("24m");
        var ledger = Directory.CreateTempSubdirectory("rota-ledger-");
        using var rota = new RotaState(Path.Combine(mount.Path, "root"));
        File.WriteAllText(Path.Combine(ledger.FullName, "ledger"), "");
        File.CreateSymbolicLink(rota.At("ledger"), Path.Combine(ledger.FullName, "ledger"));
        var campaign = new Campaign(tasks: 120, work: "sleep 0.1; ");
        using var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, 10);
        var ballast = rota.At("ballast");
        Fill(ballast);
        Until.True(() => rota.Tasks.Length == 0 || run.HasExited, "running tasks have ended");
        Assert.False(run.HasExited, "the run process left");
        File.Delete(ballast);
        run.Wait().Exits(1);
        Invariants.Hold(rota, campaign.Tasks, Campaign.ExitCodeOf);
        Assert.Equal(campaign.Tasks, rota.Effects.Count);
        ledger.Delete(recursive: true);
    }

    [Fact]
    public void Runners_on_a_full_disk_start_nothing_more_and_all_go_on_when_there_is_space() => OnAFullDisk((fleet, ballast) =>
    {
        fleet.State.Run("submit", "--", "true").Exits(5).Says("error[");
        File.Delete(ballast);
        fleet.EndsWell(mayLose: false);
        Assert.Equal(3, fleet.Slots.Members.Length);
    });

    [Fact]
    public void A_daemon_on_a_full_disk_ends_when_it_is_told_and_another_goes_on_later() => OnAFullDisk((fleet, ballast) =>
    {
        fleet.Up.Signal(Processes.SigTerm);
        fleet.Up.Wait().Says("no space left");
        File.Delete(ballast);
        fleet.UpAgain();
        fleet.EndsWell(mayLose: false);
    });

    /// <summary>A fleet at work whose disk is full, and nothing runs any more; side effects go to another disk.</summary>
    private static void OnAFullDisk(Action<RunnerFleet, string> test)
    {
        const int Jobs = 6;
        using var mount = new Mount("32m");
        var ledgers = Directory.CreateTempSubdirectory("rota-ledger-");
        using (var fleet = new RunnerFleet(new RotaState(Path.Combine(mount.Path, "root")), 2))
        {
            for (var job = 1; job <= Jobs; job++)
            {
                var ledger = Path.Combine(ledgers.FullName, $"{job}");
                File.WriteAllText(ledger, "");
                File.CreateSymbolicLink(fleet.State.At($"ledger-{job}"), ledger);
            }

            fleet.Submit(Jobs, "sleep 0.2; ");
            fleet.AwaitStarts(20);
            var ballast = fleet.State.At("ballast");
            Fill(ballast);
            Until.True(() => fleet.State.Tasks.Length == 0, "running tasks have ended");
            Assert.InRange(fleet.StartCount, 20, (Jobs * RunnerFleet.TasksEach) - 1);
            test(fleet, ballast);
        }

        ledgers.Delete(recursive: true);
    }

    [Fact]
    public void A_full_disk_at_the_start_is_said()
    {
        using var mount = new Mount("1m");
        using var rota = new RotaState(Path.Combine(mount.Path, "root"));
        Fill(rota.At("ballast"));
        rota.Run("run", "--", "true").Exits(5).Says("error[");
    }

    [Fact]
    public void A_state_that_may_only_be_read_is_refused_with_a_sentence()
    {
        using var mount = new Mount("24m");
        using var rota = new RotaState(Path.Combine(mount.Path, "root"));
        rota.Run("run", "--", "true").Exits(0);
        Until.True(() => rota.Keepers.Length == 0 && rota.Anchors.Length == 0, "the idle keeper has ended");
        mount.Remount("ro");
        try
        {
            rota.Run("run", "--", "true").Exits(5).Says("error[", "ead-only");
        }
        finally
        {
            mount.Remount("rw");
        }
    }

    internal static void Fill(string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }
}
