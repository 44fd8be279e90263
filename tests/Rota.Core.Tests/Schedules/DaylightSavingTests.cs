namespace Rota.Core.Tests.Schedules;

/// <summary>
/// Paris in 2026: on 29 March the clock goes from 02:00 to 03:00 (01:00 UTC), on 25 October from 03:00 back to 02:00.
/// </summary>
public sealed class DaylightSavingTests
{
    [Theory]
    [InlineData("30 2 * * *", "2026-03-28T01:30Z", "2026-03-29T01:00Z", "2026-03-30T00:30Z")]
    [InlineData("0 2 * * *", "2026-03-28T01:00Z", "2026-03-29T01:00Z", "2026-03-30T00:00Z")]
    [InlineData("0 2,3 * * *", "2026-03-28T01:00Z", "2026-03-28T02:00Z", "2026-03-29T01:00Z", "2026-03-30T00:00Z")]
    [InlineData("0 3 * * *", "2026-03-28T02:00Z", "2026-03-29T01:00Z", "2026-03-30T01:00Z")]
    public void A_time_in_the_gap_comes_once_right_after_it(string cron, params string[] expected) =>
        AssertNext(cron, "2026-03-28T00:00Z", expected);

    [Theory]
    [InlineData("*/30 * * * *", "2026-03-29T00:30Z", "2026-03-29T01:00Z", "2026-03-29T01:30Z")]
    [InlineData("0 * * * *", "2026-03-29T01:00Z", "2026-03-29T02:00Z")]
    [InlineData("20 * * * *", "2026-03-29T00:20Z", "2026-03-29T01:00Z", "2026-03-29T01:20Z", "2026-03-29T02:20Z")]
    public void An_interval_goes_on_after_the_gap(string cron, params string[] expected) =>
        AssertNext(cron, "2026-03-29T00:00Z", expected);

    [Theory]
    [InlineData("30 2 * * *", "2026-10-25T00:30Z", "2026-10-26T01:30Z")]
    [InlineData("0 3 * * *", "2026-10-25T02:00Z", "2026-10-26T02:00Z")]
    [InlineData("0,30 2 * * *", "2026-10-25T00:00Z", "2026-10-25T00:30Z", "2026-10-26T01:00Z")]
    public void A_time_that_comes_twice_fires_the_first_time(string cron, params string[] expected) =>
        AssertNext(cron, "2026-10-24T23:00Z", expected);

    [Theory]
    [InlineData("*/30 * * * *", "2026-10-25T00:00Z", "2026-10-25T00:30Z", "2026-10-25T01:00Z", "2026-10-25T01:30Z",
        "2026-10-25T02:00Z")]
    [InlineData("0 * * * *", "2026-10-25T00:00Z", "2026-10-25T01:00Z", "2026-10-25T02:00Z")]
    [InlineData("*/30 2 * * *", "2026-10-25T00:00Z", "2026-10-25T00:30Z", "2026-10-25T01:00Z", "2026-10-25T01:30Z",
        "2026-10-26T01:00Z")]
    public void An_interval_goes_through_both_passes(string cron, params string[] expected) =>
        AssertNext(cron, "2026-10-24T23:45Z", expected);

    [Fact]
    public void A_fixed_time_does_not_come_again_in_the_second_pass() =>
        AssertNext("30 2 * * *", "2026-10-25T00:45Z", "2026-10-26T01:30Z");

    /// <summary>By the rules written down in the tests, and by the tz database where this machine has it.</summary>
    private static void AssertNext(string cron, string after, params string[] expected)
    {
        TimeZoneInfo[] zones = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out var system)
            ? [TestZones.Paris, system] : [TestZones.Paris];
        Assert.All(zones, zone => Assert.Equal(expected, Clock.Next(cron, zone, after, expected.Length)
            .Select(at => at.ToDateTime().ToString("yyyy-MM-dd'T'HH:mm'Z'"))));
    }
}
