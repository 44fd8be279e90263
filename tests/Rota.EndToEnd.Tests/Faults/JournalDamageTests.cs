using Rota.EndToEnd.Tests.Crashes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>
/// The keeper's journal is damaged, cut or removed while tasks run that must not run twice: none does, what lives goes
/// on to its own exit code, and people are told.
/// </summary>
public sealed class JournalDamageTests
{
    private const int Tasks = 6;
    private const int Code = 5;

    public static TheoryData<string> Damages => ["flip", "flips", "cut", "zeros", "empty", "removed", "directory"];

    [Theory]
    [MemberData(nameof(Damages))]
    public void No_task_runs_twice_and_what_lives_is_followed_to_its_end(string damage)
    {
        using var rota = new RotaState();
        using var run = StartOnce(rota);
        byte[] damaged = [];
        WithoutKeeper(rota, () =>
        {
            Damage(rota, damage);
            damaged = Bytes(rota);
        });
        Until.True(() => !Bytes(rota).SequenceEqual(damaged), "a keeper has looked around");
        rota.Write("go", "");
        run.Wait().Exits(1);
        Assert.Equal(Tasks, rota.Effects.Count);
        Assert.All(rota.TasksOf(), task => Assert.Equal(("failed", (int?)Code), (task.State, task.ExitCode)));
        Invariants.Hold(rota, Tasks, _ => Code);
    }

    [Theory]
    [MemberData(nameof(Damages))]
    public void What_ended_unseen_is_lost_and_not_run_again(string damage)
    {
        using var rota = new RotaState();
        using var run = StartOnce(rota);
        WithoutKeeper(rota, () =>
        {
            // Both are gone: nobody sees how these end.
            Campaign.KillAnchor(rota);
            Until.True(() => rota.Anchors.Length == 0, "the anchor is gone");
            rota.Write("go", "");
            Until.True(() => rota.Tasks.Length == 0, "all have ended");
            Damage(rota, damage);
        });
        run.Wait().Exits(1);
        Assert.Equal(Tasks, rota.Effects.Count);
        Assert.All(rota.TasksOf(), task =>
        {
            Assert.Equal("lost", task.State);
            Assert.NotNull(task.Reason);
        });
        Invariants.Hold(rota, Tasks, _ => Code);
    }

    [Fact]
    public void Damage_is_said_to_people_and_by_doctor()
    {
        using var rota = new RotaState();
        using var run = StartOnce(rota);
        WithoutKeeper(rota, () => Damage(rota, "zeros"));
        Until.True(() => run.Errors.Contains("journal was damaged", StringComparison.Ordinal), "the run says so");
        rota.Write("go", "");
        run.Wait().Exits(1);
        var doctor = rota.Run("doctor").Exits(0);
        Assert.Contains("was found damaged", doctor.Out, StringComparison.Ordinal);
        Assert.Contains("journal was damaged", File.ReadAllText(Path.Combine(rota.State, "keeper", "log")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_that_is_removed_under_a_living_keeper_is_written_anew()
    {
        using var rota = new RotaState();
        using var run = StartOnce(rota);
        File.Delete(Journal(rota));
        Until.True(() => File.Exists(Journal(rota)), "it is there again");
        Campaign.KillKeeper(rota);
        rota.Write("go", "");
        run.Wait().Exits(1);
        Assert.Equal(Tasks, rota.Effects.Count);
        Assert.All(rota.TasksOf(), task => Assert.Equal(("failed", (int?)Code), (task.State, task.ExitCode)));
    }

    [Fact]
    public void A_damaged_journal_of_the_anchor_costs_what_was_in_it_and_nothing_runs_twice()
    {
        using var rota = new RotaState();
        using var run = StartOnce(rota);
        var journal = Path.Combine(rota.State, "keeper", "anchor.journal");
        WithoutKeeper(rota, () =>
        {
            Campaign.KillAnchor(rota);
            Until.True(() => rota.Anchors.Length == 0, "the anchor is gone");
            File.WriteAllBytes(journal, [.. File.ReadAllBytes(journal).Select(_ => (byte)0xA5)]);
        });
        rota.Write("go", "");
        run.Wait().Exits(1);
        Assert.Equal(Tasks, rota.Effects.Count);
        Invariants.Hold(rota, Tasks, _ => Code);
    }

    [Fact]
    public void A_new_state_says_nothing_of_damage()
    {
        using var rota = new RotaState();
        var run = rota.Run("run", "--array", "0-3", "--", "true").Exits(0);
        Assert.DoesNotContain("journal", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("journal", rota.Run("doctor").Exits(0).Out, StringComparison.Ordinal);
    }

    /// <summary>Tasks that must not run twice, all of them running, which the store knows.</summary>
    private static RunningCommand StartOnce(RotaState rota)
    {
        var run = rota.Start("run", "-j", $"{Tasks}", rota.Write("job.yaml", $$"""
            version: 1
            name: once
            tasks:
              - id: task
                array: 0-{{Tasks - 1}}
                retry: never
                script: |
                  {{rota.Effects.Command}}
                  while [ ! -e {{rota.At("go")}} ]; do sleep 0.02; done
                  exit {{Code}}
            """));
        Campaign.AwaitStarts(rota, run, Tasks);
        Until.True(() => rota.TasksOf().All(task => task.State == "running"), "the starts are committed");
        return run;
    }

    /// <summary>Does something while no keeper lives, and none is started: whoever would is stopped.</summary>
    private static void WithoutKeeper(RotaState rota, Action act)
    {
        var anchors = rota.Anchors;
        Array.ForEach(anchors, pid => Processes.Signal(pid, Processes.SigStop));
        Until.True(() => anchors.All(Processes.IsStopped), "the anchor is stopped");
        var keepers = rota.Keepers;
        Campaign.KillKeeper(rota);
        Until.True(() => !keepers.Any(Processes.Lives), "the keeper is gone");
        act();
        Array.ForEach(anchors, pid => Processes.Signal(pid, Processes.SigCont));
    }

    private static byte[] Bytes(RotaState rota) =>
        File.Exists(Journal(rota)) ? File.ReadAllBytes(Journal(rota)).AsSpan().TrimEnd((byte)0).ToArray() : [];

    private static string Journal(RotaState rota) => Path.Combine(rota.State, "keeper", "journal");

    private static void Damage(RotaState rota, string damage)
    {
        var path = Journal(rota);
        if (damage == "removed")
        {
            File.Delete(path);
            return;
        }

        if (damage == "directory")
        {
            foreach (var file in Directory.GetFiles(Path.GetDirectoryName(path)!))
            {
                File.Delete(file);
            }

            return;
        }

        var bytes = File.ReadAllBytes(path);
        var written = bytes.AsSpan().TrimEnd((byte)0).Length;
        switch (damage)
        {
            case "flip":
                bytes[written / 2] ^= 0x10;
                break;
            case "flips":
                for (var at = 70; at < written; at += 40)
                {
                    bytes[at] ^= 1;
                }

                break;
            case "cut":
                bytes = bytes[..(written / 2)];
                break;
            case "zeros":
                bytes.AsSpan(written / 4, written / 2).Clear();
                break;
            case "empty":
                bytes = [];
                break;
        }

        File.WriteAllBytes(path, bytes);
    }
}
