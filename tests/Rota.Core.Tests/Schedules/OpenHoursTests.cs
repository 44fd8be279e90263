using System.Globalization;
using Rota.Core.Model;
using Rota.Core.Schedules;

namespace Rota.Core.Tests.Schedules;

/// <summary>Windows of the clock: what is open, and until when.</summary>
public sealed class OpenHoursTests
{
    [Theory]
    [InlineData("22:00-06:00", "2026-11-27T20:59:00Z", false, "2026-11-27T21:00:00Z")]
    [InlineData("22:00-06:00", "2026-11-27T21:00:00Z", true, "2026-11-28T05:00:00Z")]
    [InlineData("22:00-06:00", "2026-11-28T04:59:00Z", true, "2026-11-28T05:00:00Z")]
    [InlineData("mon-fri 22:00-06:00", "2026-11-28T04:59:00Z", true, "2026-11-28T05:00:00Z")]
    [InlineData("mon-fri 22:00-06:00", "2026-11-28T22:00:00Z", false, "2026-11-30T21:00:00Z")]
    [InlineData("fri-mon 09:00-10:00, wed 09:00-10:00", "2026-11-27T09:30:00Z", false, "2026-11-28T08:00:00Z")]
    [InlineData("12:00-13:00, 13:00-14:00", "2026-11-27T11:30:00Z", true, "2026-11-27T13:00:00Z")]
    [InlineData("sat 00:00-24:00", "2026-11-28T12:00:00Z", true, "2026-11-28T23:00:00Z")]
    [InlineData("01:30-02:30", "2026-03-29T00:31:00Z", true, "2026-03-29T01:00:00Z")]
    [InlineData("01:30-02:30", "2026-10-24T23:31:00Z", true, "2026-10-25T00:30:00Z")]
    public void It_is_open_in_its_windows_on_the_clock_of_its_zone(string text, string at, bool isOpen, string change)
    {
        var hours = OpenHours.Read(OpenHours.Parse(text, "Europe/Paris")!.Text);
        Assert.Equal((isOpen, At(change)), (hours.IsOpen(TestZones.Paris, At(at)), hours.NextChange(TestZones.Paris, At(at))));
    }

    [Fact]
    public void What_is_always_open_never_changes() =>
        Assert.Equal(Instant.Never, OpenHours.Parse("00:00-24:00", "UTC")!.NextChange(TimeZoneInfo.Utc, At("2026-11-27T09:30:00Z")));

    [Theory]
    [InlineData("")]
    [InlineData("22:00")]
    [InlineData("25:00-06:00")]
    [InlineData("mo-fri 22:00-06:00")]
    [InlineData("xyz 22:00-06:00")]
    [InlineData("22:00-06:00,")]
    public void What_is_none_is_refused(string text) => Assert.Null(OpenHours.Parse(text, "UTC"));

    private static Instant At(string text) => Instant.From(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));
}
