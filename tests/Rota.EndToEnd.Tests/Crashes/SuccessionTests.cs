using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Crashes;

/// <summary>A place is passed on before the end of the one who had it is written down.</summary>
public sealed class SuccessionTests
{
    private const string LongOutput = "head -c 8000000 /dev/zero; ";

    [Theory]
    [InlineData("keeper-before-pack:12")]
    [InlineData("keeper-before-journal:12")]
    public void A_keeper_that_dies_between_the_two_loses_nothing_that_lives(string point)
    {
        // Packing takes longer than a start: the successor is there when the keeper dies.
        var campaign = new Campaign(tasks: 32, work: "sleep 0.4; " + LongOutput);
        using var rota = new RotaState();
        using var run = campaign.Start(rota, new() { ["ROTA_CRASH_AT"] = point });
        run.Wait().Exits(1);
        Invariants.Hold(rota, campaign.Tasks, Campaign.ExitCodeOf);
        Assert.DoesNotContain(rota.AttemptsOf(), attempt => attempt.State == "lost");
        Assert.Equal(campaign.Tasks, rota.Effects.Count);
    }

    [Fact]
    public void A_successor_starts_after_the_end_that_made_room()
    {
        using var rota = new RotaState();
        rota.Run("run", "-j", "1", "--array", "1-40", "--", "sh", "-c", LongOutput).Exits(0);
        AssertOneAtATime(rota);
    }

    [Fact]
    public void A_place_is_held_once_though_its_heir_cannot_be_started()
    {
        using var rota = new RotaState();
        var tasks = Enumerable.Range(0, 12).Select(index => $"""
              - id: writes{index}
                script: "{LongOutput}sleep 0.02"
              - id: missing{index}
                command: [/no/such/program]
            """);
        rota.RunFile($"version: 1\nname: heirs\ntasks:\n{string.Join('\n', tasks)}\n", "-j", "1").Exits(1);
        Assert.Equal(12, rota.TasksOf().Count(task => task.State == "succeeded"));
        Assert.Equal(12, rota.TasksOf().Count(task => task.State == "failed"));
        rota.Run("check").Exits(0);
        AssertOneAtATime(rota);
    }

    private static void AssertOneAtATime(RotaState rota)
    {
        var ran = rota.AttemptsOf().Where(attempt => attempt.State == "succeeded").OrderBy(attempt => attempt.Started).ToArray();
        Assert.All(ran.Zip(ran.Skip(1)), pair => Assert.True(
            pair.Second.Started >= pair.First.Ended, $"{pair.Second} began before the end of {pair.First}"));
    }
}
