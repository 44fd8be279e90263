using Rota.Core.Jobs;

namespace Rota.Core.Tests.JobFiles;

/// <summary><c>on_disconnect</c>: what becomes of an attempt whose node is cut off.</summary>
public sealed class DisconnectTests
{
    [Fact]
    public void Nothing_is_said_by_default() => Assert.Equal(DisconnectPolicy.None, Read.Policy("timeout: 1h").OnDisconnect);

    [Theory]
    [InlineData("self_stop_after: 5m, replace_after: 10m", 300, 600, false)]
    [InlineData("self_stop_after: 5m", 300, null, false)]
    [InlineData("replace_after: 1s, duplicates: harmless", null, 1, true)]
    [InlineData("self_stop_after: 1h, replace_after: 1m, duplicates: harmless", 3600, 60, true)]
    public void It_is_read(string keys, int? stop, int? replace, bool isHarmless) =>
        Assert.Equal(
            new DisconnectPolicy { SelfStopAfter = Seconds(stop), ReplaceAfter = Seconds(replace), DuplicatesAreHarmless = isHarmless },
            Read.Policy($"on_disconnect: {{{keys}}}").OnDisconnect);

    [Theory]
    [InlineData("on_disconnect: {}", "on_disconnect says neither self_stop_after nor replace_after, so nothing would come of it; write on_disconnect: {self_stop_after: 5m, replace_after: 10m}, or remove it")]
    [InlineData("on_disconnect: {self_stop_after: 4s}", "self_stop_after of 4s is too short: a home that is busy answers within seconds; write 5s or more")]
    [InlineData("on_disconnect: {self_stop_after: 0s}", "self_stop_after must be a duration above zero")]
    [InlineData("on_disconnect: {self_stop_after: 5m, replace_after: 5m}", "replace_after of 5m is too short: the attempt may still run then, for it is stopped after 5m and has 10s of grace; write replace_after: 322s or more")]
    [InlineData("on_disconnect: {self_stop_after: 5m, replace_after: 10m}, stop: {grace: 10m}", "write replace_after: 923s or more")]
    [InlineData("on_disconnect: {replace_after: 10m}", "replace_after without self_stop_after: the attempt may run on where it is, beside the one that replaces it; add self_stop_after; or duplicates: harmless, where that does no harm")]
    [InlineData("on_disconnect: {replace_after: 10m, duplicates: allowed}", "duplicates must be harmless")]
    [InlineData("on_disconnect: {after: 10m}", "unknown key \"after\" in on_disconnect")]
    [InlineData("on_disconnect: 5m", "on_disconnect must be a mapping")]
    public void A_mistake_is_told(string body, string problem) =>
        Assert.Contains(problem, string.Join('\n', Read.Problems($"tasks:\n  - {{command: x, {body}}}").Select(one => one.ToString())), StringComparison.Ordinal);

    /// <summary>The sum that is asked for is enough, and a second less is not.</summary>
    [Theory]
    [InlineData(5, 0)]
    [InlineData(5, 1)]
    [InlineData(300, 10)]
    [InlineData(86_400, 600)]
    public void What_is_named_as_enough_is_taken(int stop, int grace)
    {
        var least = (int)DisconnectPolicy.LeastReplaceAfter(TimeSpan.FromSeconds(stop), TimeSpan.FromSeconds(grace)).TotalSeconds;
        Assert.True(least >= ((stop + grace) * 1.02) + 5);
        Assert.Equal(Seconds(least), Read.Policy(Body(least)).OnDisconnect.ReplaceAfter);
        Assert.NotEmpty(Read.Problems($"tasks:\n  - {{command: x, {Body(least - 1)}}}"));

        string Body(int replace) => $"on_disconnect: {{self_stop_after: {stop}s, replace_after: {replace}s}}, stop: {{grace: {grace}s}}";
    }

    /// <summary>A longer grace of an entry makes the times of the defaults too short for it.</summary>
    [Fact]
    public void Times_of_the_defaults_are_held_against_the_grace_of_each_entry()
    {
        var problem = Assert.Single(Read.Problems("""
            defaults: {on_disconnect: {self_stop_after: 5m, replace_after: 6m}}
            tasks:
              - {id: a, command: x}
              - {id: b, command: x, stop: {grace: 2m}}
            """));
        Assert.Contains("replace_after of 6m is too short", $"{problem}", StringComparison.Ordinal);
        Assert.Contains(":4:", $"{problem}", StringComparison.Ordinal);
    }

    private static TimeSpan? Seconds(int? seconds) => seconds is { } some ? TimeSpan.FromSeconds(some) : null;
}
