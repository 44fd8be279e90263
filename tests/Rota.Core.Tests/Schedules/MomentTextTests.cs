using System.Globalization;
using Rota.Core.Model;
using Rota.Core.Schedules;

namespace Rota.Core.Tests.Schedules;

/// <summary>A moment means one instant, or is refused.</summary>
public sealed class MomentTextTests
{
    [Theory]
    [InlineData("22:00 Europe/Paris", "2026-11-27T20:59:00Z", "2026-11-27T21:00:00Z")]
    [InlineData("22:00 Europe/Paris", "2026-11-27T21:00:00Z", "2026-11-28T21:00:00Z")]
    [InlineData("tomorrow 06:00 UTC", "2026-11-27T05:00:00Z", "2026-11-28T06:00:00Z")]
    [InlineData("today 23:30 Europe/Paris", "2026-11-27T05:00:00Z", "2026-11-27T22:30:00Z")]
    [InlineData("2026-11-28 22:00 Europe/Paris", "2026-11-27T05:00:00Z", "2026-11-28T21:00:00Z")]
    [InlineData("2026-11-28T22:00+01:00", "2026-11-27T05:00:00Z", "2026-11-28T21:00:00Z")]
    [InlineData("2026-11-28T22:00:30Z", "2026-11-27T05:00:00Z", "2026-11-28T22:00:30Z")]
    [InlineData("02:30 Europe/Paris", "2026-03-28T22:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("02:30 Europe/Paris", "2026-10-24T22:00:00Z", "2026-10-25T00:30:00Z")]
    public void A_text_means_an_instant(string text, string now, string expected)
    {
        var (moment, problem, _) = MomentText.Read(text, At(now), new TestZones());
        Assert.Equal("", problem);
        Assert.Equal((text, At(expected)), (moment!.Stated, moment.At));
    }

    [Theory]
    [InlineData("22:00", "whose clock")]
    [InlineData("ten o'clock", "no moment")]
    [InlineData("22:00 Europe/Pariss", "no time zone")]
    [InlineData("2026-11-28T22:00", "no moment")]
    [InlineData("today 05:00 UTC", "has passed")]
    [InlineData("2020-01-01T00:00Z", "has passed")]
    [InlineData("25:00 UTC", "no moment")]
    [InlineData("2026-02-30 22:00 UTC", "no such day")]
    public void What_could_mean_two_or_none_is_refused(string text, string expected)
    {
        var (moment, problem, hint) = MomentText.Read(text, At("2026-11-27T12:00:00Z"), new TestZones());
        Assert.Null(moment);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.NotEqual("", hint);
    }

    private static Instant At(string text) => Instant.From(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));
}
