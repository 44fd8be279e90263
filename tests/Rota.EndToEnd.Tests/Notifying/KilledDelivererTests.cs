using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Notifying;

/// <summary>A kill at any moment from the turn to the note of the answer: nothing is lost, and what comes twice has one id.</summary>
public sealed class KilledDelivererTests
{
    private const int Jobs = 4;

    [Theory]
    [InlineData("runner-before-commit", 2)]
    [InlineData("runner-after-commit", 2)]
    [InlineData("delivery-taken", 1)]
    [InlineData("delivery-answered", 1)]
    [InlineData("delivery-answered", 2)]
    [InlineData("delivery-noted", 1)]
    [InlineData("delivery-noted", 2)]
    public void Every_job_is_told_at_least_once_and_always_by_the_same_id(string place, int arrival)
    {
        using var receiver = new Receiver();
        using var rota = new RotaState();
        var job = WebhookTests.Job(rota, receiver.Url).Replace("on: [failed]", "on: [ended]", StringComparison.Ordinal);
        rota.Write("job.yaml", job);
        for (var number = 0; number < Jobs; number++)
        {
            rota.Run("submit", "job.yaml").Exits(0);
        }

        using (var killed = rota.StartWith(new() { ["ROTA_CRASH_AT"] = $"{place}:{arrival}" }, "up"))
        {
            Until.True(() => killed.HasExited, $"it died at {place}");
        }

        using var daemon = rota.Start("up");
        Until.True(() => Told(receiver).Count == Jobs && Settled(rota), "all jobs are told of, and that is noted");
        Assert.Equal(Jobs, receiver.All.Select(one => one.Id).Distinct().Count());
        Assert.All(receiver.All.GroupBy(one => one.Id), same => Assert.Single(same.Select(one => one.Body).Distinct()));
        Assert.InRange(receiver.All.Count, Jobs, 2 * Jobs);
        rota.Run("check").Exits(0);
    }

    private static HashSet<string> Told(Receiver receiver) =>
        [.. receiver.All.Select(one => System.Text.Json.JsonDocument.Parse(one.Body).RootElement.GetProperty("subject").GetString()!)];

    private static bool Settled(RotaState rota) =>
        rota.Json("notify", "deliveries").Json.GetProperty("deliveries").EnumerateArray()
            .All(one => one.GetProperty("state").GetString() == "delivered");
}
