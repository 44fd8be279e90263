using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Runners;

/// <summary>
/// Runners and keepers die, stop, join and leave at moments drawn at random, while all of them work. ROTA_RUNNER_ROUNDS
/// sets the number of rounds, ROTA_SEED repeats a campaign.
/// </summary>
public sealed class RunnerCampaignTests(ITestOutputHelper output)
{
    private const int Jobs = 8;
    private const int Blows = 6;
    private static readonly int Rounds = Setting("ROTA_RUNNER_ROUNDS", 2);
    private static readonly int Seed = Setting("ROTA_SEED", Environment.TickCount & 0xFFFF);

    [Fact]
    public void Runners_that_die_stop_join_and_leave_at_random_lose_nothing() => Repeat(Kind.Runners);

    [Fact]
    public void With_keepers_that_die_too_only_attempts_in_doubt_are_lost() => Repeat(Kind.RunnersAndKeepers);

    private void Repeat(Kind kind)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random((Seed * 7919) + ((int)kind * 1009) + round);
            output.WriteLine($"seed {Seed}, round {round} of {Rounds}");
            using var fleet = new RunnerFleet(2);
            fleet.Submit(Jobs, "sleep 0.15; ");
            var mayLose = false;
            for (var blow = 0; blow < Blows; blow++)
            {
                var goal = fleet.StartCount + random.Next(1, Jobs * RunnerFleet.TasksEach / Blows);
                fleet.AwaitStarts(Math.Min(goal, Jobs * RunnerFleet.TasksEach));
                mayLose |= Strike(fleet, random, kind);
            }

            fleet.EndsWell(mayLose);
        }
    }

    /// <summary>One blow.</summary>
    /// <returns>Whether a keeper died of it.</returns>
    private bool Strike(RunnerFleet fleet, Random random, Kind kind)
    {
        var what = random.Next(kind == Kind.Runners ? 7 : 9);
        var name = fleet.Names.ElementAtOrDefault(random.Next(Math.Max(1, fleet.Names.Count)));
        var isExtra = name is not null && random.Next(3) > 0;
        var victim = isExtra ? fleet.Of(name!) : fleet.Up;
        output.WriteLine($"  {fleet.StartCount} starts: {what} on {(isExtra ? name : "up")}");
        switch (what)
        {
            case 0 or 1:
                victim.KillHard();
                break;
            case 2:
                victim.Signal(Processes.SigTerm);
                victim.Wait().Exits(0);
                break;
            case 3:
                // Any moment: also with the lock held, where the others end it.
                victim.Signal(Processes.SigStop);
                Until.True(() => victim.HasExited || !fleet.Slots.Members.Any(member => member.Pid == victim.Pid), "the others go on");
                victim.Signal(Processes.SigCont);
                break;
            case 4:
                victim.Signal(Processes.SigStop);
                victim.Signal(Processes.SigCont);
                break;
            case 5 when fleet.StartCount < Jobs * RunnerFleet.TasksEach * 3 / 4:
                // One that has work: a runner whose partitions have none takes no turn.
                (name, victim) = AtWork(fleet);
                isExtra = name is not null;
                victim.StopInsideATurn(fleet.State);
                Until.True(() => victim.HasExited, "the others end it");
                break;
            case 6:
                fleet.Add($"r{random.Next(100, 100_000)}");
                break;
            case 7:
                Array.ForEach(fleet.State.Keepers, pid => Processes.Signal(pid, Processes.SigKill));
                return true;
            case 8:
                // A child between fork and exec looks like a keeper, and keeps one waiting: it is let go again, too.
                var stopped = fleet.State.Keepers;
                Array.ForEach(stopped, pid => Processes.Signal(pid, Processes.SigStop));
                _ = fleet.Slots;
                Array.ForEach(stopped, pid => Processes.Signal(pid, Processes.SigCont));
                break;
        }

        Replace(fleet, isExtra ? name : null, victim);
        return false;
    }

    /// <summary>Whoever is in a turn now, and its name; none for the daemon.</summary>
    private static (string? Name, RunningCommand Runner) AtWork(RunnerFleet fleet)
    {
        (string?, RunningCommand)? found = null;
        Until.True(() =>
        {
            var holder = fleet.State.WriteLockHolder;
            foreach (var name in fleet.Names.Where(name => fleet.Of(name).Pid == holder))
            {
                found = (name, fleet.Of(name));
            }

            found ??= fleet.Up.Pid == holder ? (null, fleet.Up) : null;
            return found is not null;
        }, "somebody is in a turn");
        return found!.Value;
    }

    /// <summary>There are always some to go on: one that went is followed by another.</summary>
    private static void Replace(RunnerFleet fleet, string? name, RunningCommand victim)
    {
        if (!victim.HasExited)
        {
            return;
        }

        if (name is null)
        {
            fleet.UpAgain();
        }
        else
        {
            fleet.Forget(name);
            fleet.Add(name + "b");
        }

        victim.Dispose();
    }

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : usual;

    private enum Kind
    {
        Runners,
        RunnersAndKeepers,
    }
}
