using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Where the page of a job goes, and what stands first on it.</summary>
public sealed class ReportTests
{
    [Fact]
    public void A_report_has_a_name_of_its_own_begins_with_failures_and_is_shown_on_request()
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "false").Exits(1);
        rota.Run("report", "1").Exits(0).Says("wrote rota-1.html");
        var page = File.ReadAllText(rota.At("rota-1.html"));
        Assert.InRange(
            page.IndexOf("rota rerun 1 --failed", StringComparison.Ordinal), 1, page.IndexOf("Tasks over time", StringComparison.Ordinal));
        rota.Environment["BROWSER"] = rota.Write("show", "#!/bin/sh\necho \"$1\" > shown.part; mv shown.part shown\n");
        File.SetUnixFileMode(rota.At("show"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        rota.Run("report", "1", "--open").Exits(0);
        Until.True(() => File.Exists(rota.At("shown")), "it is shown");
        Assert.Equal(rota.At("rota-1.html"), File.ReadAllText(rota.At("shown")).Trim());
    }

    [Fact]
    public void Where_nothing_can_show_it_the_page_is_named()
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "true").Exits(0);
        rota.Environment["BROWSER"] = "no-such-browser";
        rota.Run("report", "1", "--open").Exits(2).Says("no-such-browser cannot be started", rota.At("rota-1.html"));
    }
}
