using Rota.Dashboard.Tests.Harness;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.Dashboard.Tests.Flows;

/// <summary>Pages outlive the daemon, and many of them are one listener.</summary>
public sealed class OutageTests(Chromium chromium)
{
    private const int Tabs = 8;

    [Fact]
    public async Task A_page_says_that_it_is_cut_off_and_goes_on_by_itself_when_the_daemon_is_back()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Expects("ERR_");
        dashboard.Expects("401");
        var job = dashboard.SubmitWaiting();
        var page = await dashboard.Open($"/jobs/{job}");
        await page.GetByText("0 of 4 tasks done, 2 running").WaitForAsync();
        await page.Locator(".life:not(.is-cut)").WaitForAsync();
        var port = dashboard.Api.Url.Port;
        Processes.Signal(dashboard.Api.Pid, Processes.SigKill);
        await page.Locator(".life.is-cut").WaitForAsync();
        await page.GetByText("0 of 4 tasks done").WaitForAsync();
        dashboard.Go();
        Until.True(() => !Processes.Lives(dashboard.Api.Pid), "it is gone");
        dashboard.Api.Up("-j", "2", "--listen", $"127.0.0.1:{port}");
        await page.GetByText("4 of 4 tasks succeeded").WaitForAsync();
        await page.Locator(".life:not(.is-cut)").WaitForAsync();
    }

    [Fact]
    public async Task Eight_open_pages_keep_no_request_of_a_ninth_waiting()
    {
        await using var dashboard = await Visit.Start(chromium);
        var job = dashboard.SubmitWaiting();
        for (var tab = 0; tab < Tabs; tab++)
        {
            var page = await dashboard.Open($"/jobs/{job}");
            await page.GetByText("2 running").WaitForAsync();
        }

        var ninth = await dashboard.Open("/jobs");
        await ninth.GetByText("waiting").First.WaitForAsync();
        Assert.Equal(200, await ninth.EvaluateAsync<int>("fetch('/v1/jobs').then((answer) => answer.status)"));
        dashboard.Go();
        await dashboard.Context.Pages[^1].GetByText("succeeded").First.WaitForAsync();
    }
}
