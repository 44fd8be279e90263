using Rota.Core.Schedules;

namespace Rota.Core.Tests.Schedules;

/// <summary>A time zone that is not there: the nearest is named.</summary>
public sealed class ZoneHintTests
{
    [Theory]
    [InlineData("Europe/Pariss", "did you mean Europe/Paris?")]
    [InlineData("europe/paris", "did you mean Europe/Paris?")]
    [InlineData("paris", "did you mean Europe/Paris?")]
    [InlineData("New York", "did you mean America/New_York?")]
    [InlineData("Pairs", "did you mean Europe/Paris?")]
    [InlineData("local", "this machine's is called Europe/Paris")]
    [InlineData("Localtime", "this machine's is called Europe/Paris")]
    [InlineData("+02:00", "an offset does not say when clocks are changed: write a name such as Europe/Paris, or UTC")]
    [InlineData("UTC+2", "an offset does not say when clocks are changed: write a name such as Europe/Paris, or UTC")]
    [InlineData("CEST", "an abbreviation is the time of half a year: write a name such as Europe/Paris, or UTC")]
    [InlineData("Middle-earth", "write a name such as Europe/Paris, or UTC")]
    public void The_nearest_zone_is_named(string typed, string hint) =>
        Assert.Equal(hint, ZoneHint.For(typed, new TestZones()));
}
