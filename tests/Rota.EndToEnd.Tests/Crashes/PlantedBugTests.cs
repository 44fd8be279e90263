using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Crashes;

/// <summary>
/// Known wrong variants must be found by the same check that passes without them: else it proves nothing.
/// </summary>
public sealed class PlantedBugTests(ITestOutputHelper output)
{
    /// <summary>
    /// Which turn takes in ends or starts tasks, and whether an order has left the process before it dies, is a matter of
    /// time, and of load: one of these shows it.
    /// </summary>
    private static readonly string[] RunnerDies =
    [
        .. Enumerable.Range(0, 4).SelectMany(_ => Enumerable.Range(2, 18)).Select(turn => $"runner-before-commit:{turn}"),
    ];

    [Fact]
    public void An_acknowledgement_before_the_commit_is_found() =>
        Finds("acknowledge-before-commit", RunnerDies, judge: Losses);

    [Fact]
    public void A_launch_before_the_commit_is_found() => Finds("launch-before-commit", RunnerDies);

    [Fact]
    public void A_reap_before_the_journal_is_found() => Finds(
        "reap-before-journal", ["keeper-before-journal:10"], judge: Losses, slots: 1);

    [Fact]
    public void A_missing_state_of_doubt_is_found() =>
        Finds("no-in-doubt", ["keeper-after-spawn:20"], work: "sleep 0.4; ");

    [Fact]
    public void A_launch_carried_out_twice_is_found() =>
        Finds("launch-twice", ["runner-after-effects:2"], work: "sleep 0.3; ");

    private void Finds(
        string bug, string[] crashes, string work = "sleep 0.02; ", int slots = 4,
        Func<RotaState, Campaign, List<string>>? judge = null)
    {
        judge ??= static (rota, campaign) => Invariants.Violations(rota, campaign.Tasks, Campaign.ExitCodeOf);
        var sound = Round(null, crashes[0], work, slots, judge);
        Assert.Empty(sound);
        var found = crashes.Select(crash => Round(bug, crash, work, slots, judge)).FirstOrDefault(found =>
            found.Count > 0, []);
        output.WriteLine(string.Join('\n', found));
        Assert.NotEmpty(found);
    }

    private static List<string> Round(
        string? bug, string crash, string work, int slots, Func<RotaState, Campaign, List<string>> judge)
    {
        var campaign = new Campaign(tasks: 32, work, slots);
        using var rota = new RotaState();
        var environment = new Dictionary<string, string> { ["ROTA_CRASH_AT"] = crash };
        if (bug is not null)
        {
            // The keeper is started by this very command and hands both on to its successors.
            environment["ROTA_PLANTED_BUG"] = rota.Environment["ROTA_PLANTED_BUG"] = bug;
        }

        using (var run = campaign.Start(rota, environment))
        {
            run.Wait();
        }

        if (rota.JobState() is not ("failed" or "succeeded"))
        {
            using var resume = rota.Start("resume");
            if (!Ends(resume))
            {
                return ["the job never ends"];
            }
        }

        return judge(rota, campaign);
    }

    private static bool Ends(RunningCommand command)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!command.HasExited && System.Diagnostics.Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(15))
        {
            Thread.Sleep(20);
        }

        return command.HasExited;
    }

    /// <summary>
    /// An exit that somebody saw must not be lost: a runner that dies leaves all to the keeper, and a keeper that dies before
    /// its journal leaves its children to the anchor. With one task at a time no start is in hand at that moment, so a sound
    /// keeper loses nothing for certain.
    /// </summary>
    private static List<string> Losses(RotaState rota, Campaign campaign) =>
    [
        .. Invariants.Violations(rota, campaign.Tasks, Campaign.ExitCodeOf),
        .. rota.AttemptsOf().Where(attempt => attempt.State == "lost").Select(attempt =>
            $"task {attempt.Index} was lost: {attempt.Reason}"),
    ];
}
