using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Crashes;

/// <summary>
/// kill -9 at moments drawn at random. ROTA_KILLS sets the number of kills in all, ROTA_SEED repeats a campaign.
/// </summary>
public sealed class KillCampaignTests(ITestOutputHelper output)
{
    private const int Kinds = 5;
    private static readonly int Rounds = Math.Max(1, Setting("ROTA_KILLS", 50) / Kinds);
    private static readonly int Seed = Setting("ROTA_SEED", Environment.TickCount & 0xFFFF);
    private static readonly string[] RunnerPoints = ["runner-before-commit", "runner-after-commit",
        "runner-after-effects"];

    /// <summary>A keeper's spawners: what each has in hand when it dies is in doubt, and nothing else is.</summary>
    private const int Spawners = 2;
    private static readonly string[] KeeperPoints =
        ["keeper-after-intent", "keeper-after-spawn", "keeper-before-pack", "keeper-before-journal", "keeper-before-reap"];

    [Fact]
    public void Killing_the_run_process_loses_nothing() => Repeat(0, (rota, random, campaign) =>
    {
        using var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, random.Next(campaign.Tasks));
        run.KillHard();
        return KeepersKilled.None;
    });

    [Fact]
    public void Killing_the_run_process_around_its_commits_loses_nothing() => Repeat(1, (rota, random, campaign) =>
    {
        var point = $"{RunnerPoints[random.Next(RunnerPoints.Length)]}:{random.Next(1, 12)}";
        output.WriteLine("  " + point);
        using var run = campaign.Start(rota, new() { ["ROTA_CRASH_AT"] = point });
        run.Wait();
        return KeepersKilled.None;
    });

    [Fact]
    public void Killing_the_keeper_loses_only_attempts_in_doubt() => Repeat(2, (rota, random, campaign) =>
    {
        using var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, random.Next(campaign.Tasks));
        Campaign.KillKeeper(rota);
        run.Wait().Exits(1);
        return KeepersKilled.One;
    });

    [Fact]
    public void Killing_the_keeper_between_its_steps_loses_only_attempts_in_doubt() =>
        Repeat(3, (rota, random, campaign) =>
    {
        // Each keeper inherits the crash point and counts anew.
        var arrivals = random.Next(20, campaign.Tasks);
        var point = $"{KeeperPoints[random.Next(KeeperPoints.Length)]}:{arrivals}";
        output.WriteLine("  " + point);
        using var run = campaign.Start(rota, new() { ["ROTA_CRASH_AT"] = point });
        run.Wait().Exits(1);
        return new KeepersKilled(Math.Max(1, rota.AttemptsOf().Length / (arrivals - Spawners)));
    });

    [Fact]
    public void Killing_keeper_and_run_process_loses_only_attempts_in_doubt() => Repeat(4, (rota, random, campaign) =>
    {
        using var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, random.Next(campaign.Tasks));
        if (random.Next(2) == 0)
        {
            Campaign.KillKeeper(rota);
            run.KillHard();
        }
        else
        {
            run.KillHard();
            Campaign.KillKeeper(rota);
        }

        return KeepersKilled.One;
    });

    private void Repeat(int kind, Func<RotaState, Random, Campaign, KeepersKilled> break_)
    {
        var lost = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(HashCode(Seed, kind, round));
            var campaign = new Campaign(tasks: random.Next(60, 100));
            output.WriteLine($"seed {Seed}, round {round} of {Rounds}");
            using var rota = new RotaState();
            var killed = break_(rota, random, campaign);
            if (!Campaign.WasAccepted(rota))
            {
                Assert.Empty(rota.Effects.Starts);
                continue;
            }

            Campaign.GoOn(rota);
            Invariants.Hold(rota, campaign.Tasks, Campaign.ExitCodeOf);
            lost += LostWithin(rota, killed, campaign);
        }

        output.WriteLine($"{Rounds} rounds, {lost} attempts lost");
    }

    /// <summary>Only what a dying keeper was starting is lost, and each loss is one more attempt.</summary>
    private static int LostWithin(RotaState rota, KeepersKilled killed, Campaign campaign)
    {
        var attempts = rota.AttemptsOf();
        var lost = attempts.Where(attempt => attempt.State == "lost").ToArray();
        Assert.True(lost.Length <= killed.Count * Spawners,
            $"{killed.Count} keepers died: " + string.Join('\n', lost.AsEnumerable()));
        Assert.All(lost, attempt => Assert.StartsWith("its keeper was killed while it started", attempt.Reason,
            StringComparison.Ordinal));
        Assert.Equal(campaign.Tasks + lost.Length, attempts.Length);
        Assert.InRange(rota.Effects.Count, campaign.Tasks, attempts.Length);
        return lost.Length;
    }

    private static int HashCode(int seed, int kind, int round) => (seed * 7919) + (kind * 1009) + round;

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : usual;

    /// <summary>How many keepers died in a round, at most.</summary>
    private readonly record struct KeepersKilled(int Count)
    {
        public static readonly KeepersKilled None = new(0);
        public static readonly KeepersKilled One = new(1);
    }
}
