using System.Globalization;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What is taken elsewhere does no harm there: neither to a spreadsheet nor to a terminal.</summary>
public sealed class ExportTests
{
    [Theory]
    [InlineData("=HYPERLINK(0)", "'=HYPERLINK(0)")]
    [InlineData("+cmd", "'+cmd")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(1)", "'@SUM(1)")]
    [InlineData("\uFF1Dfull width", "'\uFF1Dfull width")]
    [InlineData("'=quoted", "''=quoted")]
    [InlineData("-17", "-17")]
    [InlineData("plain = text", "plain = text")]
    public void A_cell_that_a_spreadsheet_would_take_for_a_formula_is_marked(string reason, string cell)
    {
        using var rota = new RotaState();
        Failing(rota, reason);
        Assert.Equal(cell, Reason(rota.Run("export", "1", "--format", "csv").Exits(0)));
        Assert.Equal(reason, Reason(rota.Run("export", "1", "--format", "csv", "--raw").Exits(0)));
    }

    [Theory]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("joblog")]
    [InlineData("trace")]
    public void No_export_commands_the_terminal_that_it_is_shown_on(string format)
    {
        const string Title = "\u001b]0;owned\u0007 \u009b31m \u202Eturned";
        using var rota = new RotaState();
        Failing(rota, Title, $"echo '{Title}' >&2; exit 1");
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "needs script (apt install bsdutils)");
        using var terminal = rota.StartProgram([], "script", "-qec", $"{RotaBinary.Path} export 1 --format {format}", "/dev/null");
        var shown = terminal.Wait().Exits(0).Out;
        Assert.DoesNotContain(shown, IsCommand);
        var piped = rota.Run("export", "1", "--format", format).Exits(0).Out;
        Assert.Equal(format is "csv" or "joblog", piped.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_that_quotes_a_hostile_name_commands_no_terminal()
    {
        using var rota = new RotaState();
        var refused = rota.Run("run", "\u001b]0;owned\u0007.yaml").Exits(2);
        Assert.DoesNotContain(refused.Error, IsCommand);
        Assert.Contains("owned", refused.Error, StringComparison.Ordinal);
    }

    private static bool IsCommand(char character) =>
        (char.IsControl(character) && character is not '\n' and not '\r' and not '\t')
        || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static void Failing(RotaState rota, string reason, string? command = null)
    {
        rota.Write("reason", reason + "\n");
        rota.Run("run", "--", "sh", "-c", command ?? $"cat {rota.At("reason")} >&2; exit 1").Exits(1);
    }

    private static string Reason(Outcome export) => export.Out.TrimEnd('\n', '\r').Split("\r\n")[1].Split(',')[11];
}
