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
    private static readonly string[] RunnerPoints = ["runner-before-commit", "runner-after-commit", "runner-after-effects"];
    private static readonly string[] KeeperPoints =
        ["keeper-after-intent", "keeper-after-spawn", "keeper-before-journal", "keeper-before-reap"];

    [Fact]
    public void Killing_the_run_process_loses_nothing() => Repeat(0, (rota, random, campaign) =>
    {
        using var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, random.Next(campaign.Tasks));
        run.KillHard();
    }, mayLose: false);

    [Fact]
    public void Killing_the_run_process_around_its_commits_loses_nothing() => Repeat(1, (rota, random, campaign) =>
    {
        var point = $"{RunnerPoints[random.Next(RunnerPoints.Length)]}:{random.Next(1, 12)}";
        output.WriteLine("  " + point);
        using var run = campaign.Start(rota, new() { ["ROTA_CRASH_AT"] = point });
        run.Wait();
    }, mayLose: false);

    [Fact]
    public void Killing_the_keeper_loses_only_attempts_in_doubt() => Repeat(2, (rota, random, campaign) =>
    {
        using var run = campaign.Start(rota);
        Campaign.AwaitStarts(rota, run, random.Next(campaign.Tasks));
        Campaign.KillKeeper(rota);
        run.Wait().Exits(1);
    }, mayLose: true);

    [Fact]
    public void Killing_the_keeper_between_its_steps_loses_only_attempts_in_doubt() => Repeat(3, (rota, random, campaign) =>
    {
        // Each keeper inherits the crash point: three of them die in sixty tasks at most.
        var point = $"{KeeperPoints[random.Next(KeeperPoints.Length)]}:{random.Next(20, campaign.Tasks)}";
        output.WriteLine("  " + point);
        using var run = campaign.Start(rota, new() { ["ROTA_CRASH_AT"] = point });
        run.Wait().Exits(1);
    }, mayLose: true);

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
    }, mayLose: true);

    private void Repeat(int kind, Action<RotaState, Random, Campaign> break_, bool mayLose)
    {
        var lost = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(HashCode(Seed, kind, round));
            var campaign = new Campaign(tasks: random.Next(60, 100));
            output.WriteLine($"seed {Seed}, round {round} of {Rounds}");
            using var rota = new RotaState();
            break_(rota, random, campaign);
            if (!Campaign.WasAccepted(rota))
            {
                Assert.Empty(rota.Effects.Starts);
                continue;
            }

            Campaign.GoOn(rota);
            Invariants.Hold(rota, campaign.Tasks, Campaign.ExitCodeOf);
            var attempts = rota.AttemptsOf();
            lost += attempts.Count(attempt => attempt.State == "lost");
            if (!mayLose)
            {
                Assert.DoesNotContain(attempts, attempt => attempt.State == "lost" || attempt.Attempt > 1);
                Assert.Equal(campaign.Tasks, rota.Effects.Count);
            }
        }

        output.WriteLine($"{Rounds} rounds, {lost} attempts lost");

        // In doubt are at most the attempts that three spawners had in hand at a death.
        Assert.True(lost <= Rounds * 9, $"{lost} attempts were lost in {Rounds} rounds");
    }

    private static int HashCode(int seed, int kind, int round) => (seed * 7919) + (kind * 1009) + round;

    private static int Setting(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : usual;
}
