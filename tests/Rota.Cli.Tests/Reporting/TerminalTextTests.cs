using Rota.App.Reporting;

namespace Rota.Cli.Tests.Reporting;

/// <summary>A line is shown as a terminal left it.</summary>
public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("10%\r50%\r100%", "100%")]
    [InlineData("done\r", "done")]
    [InlineData("\e[1;31mred\e[0m word", "red word")]
    [InlineData("\e[2Jcleared", "\e[2Jcleared")]
    [InlineData("\e[31", "\e[31")]
    [InlineData("\e", "\e")]
    [InlineData("", "")]
    public void What_was_drawn_over_and_colours_are_gone(string line, string shown) => Assert.Equal(shown, TerminalText.Settled(line));
}
