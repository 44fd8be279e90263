using Rota.Cli.Watching.Pictures;

namespace Rota.Cli.Tests.Watching;

/// <summary>Lists share the lines there are; the one that the person is in is never without.</summary>
public sealed class HeightsTests
{
    [Theory]
    [InlineData("4 5 3", 0, 20, "4 5 3")]
    [InlineData("40 5 3", 0, 20, "12 5 3")]
    [InlineData("40 40 40", 0, 21, "7 7 7")]
    [InlineData("40 40 40", 2, 20, "7 6 7")]
    [InlineData("40 0 40", 1, 20, "10 0 10")]
    [InlineData("40 40 40", 2, 4, "2 0 2")]
    [InlineData("40 40 40", 2, 3, "0 0 3")]
    [InlineData("40 40 40", 1, 1, "0 0 0")]
    public void Lines_are_shared_out(string wanted, int chosen, int room, string expected) =>
        Assert.Equal(expected, string.Join(' ', Heights.Of([.. wanted.Split(' ').Select(int.Parse)], chosen, room)));
}
