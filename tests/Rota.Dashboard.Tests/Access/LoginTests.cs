using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.Dashboard.Tests.Access;

/// <summary>How a browser gets in, and out.</summary>
public sealed class LoginTests(Chromium chromium)
{
    [Fact]
    public async Task The_address_that_is_printed_leads_to_the_running_job_and_leaves_no_code_behind()
    {
        await using var dashboard = await Visit.Start(chromium, logsIn: false);
        dashboard.SubmitWaiting("the-example");
        var page = await dashboard.Context.NewPageAsync();
        await page.GotoAsync(dashboard.LoginUrl());
        await page.GetByText("the-example").First.WaitForAsync();
        Assert.Equal(dashboard.Api.Url.ToString(), page.Url);
    }

    [Fact]
    public async Task A_code_is_good_once_and_the_second_time_the_page_says_what_to_do()
    {
        await using var dashboard = await Visit.Start(chromium, logsIn: false);
        var url = dashboard.LoginUrl();
        var first = await dashboard.Context.NewPageAsync();
        await first.GotoAsync(url);
        await first.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).WaitForAsync();
        await using var other = await chromium.Browser.NewContextAsync();
        var second = await other.NewPageAsync();
        await second.GotoAsync(url);
        await second.GetByText("used before").WaitForAsync();
        await second.GetByText("rota dashboard").First.WaitForAsync();
        Assert.Empty(await other.CookiesAsync());
    }

    [Fact]
    public async Task The_token_lets_in_too_and_a_wrong_one_does_not()
    {
        await using var dashboard = await Visit.Start(chromium, logsIn: false);
        dashboard.Expects("401");
        var page = await dashboard.Open("/jobs");
        var field = page.GetByLabel("Or with a token");
        await field.FillAsync("rota_nonsense");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await page.GetByText("nobody knows this token").WaitForAsync();
        await field.FillAsync(dashboard.Api.Token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Jobs", Exact = true }).WaitForAsync();
        var cookie = Assert.Single(await dashboard.Context.CookiesAsync());
        Assert.True(cookie.HttpOnly);
        Assert.Equal(SameSiteAttribute.Strict, cookie.SameSite);
        Assert.DoesNotContain(cookie.Value, File.ReadAllText(dashboard.Rota.At("state/api.sessions")));
    }

    [Fact]
    public async Task Who_logs_out_is_out_in_the_server_too()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Expects("401");
        var page = await dashboard.Open("/");
        var cookie = Assert.Single(await dashboard.Context.CookiesAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GetByLabel("Or with a token").WaitForAsync();
        await dashboard.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = dashboard.Api.Url.ToString() }]);
        await page.ReloadAsync();
        await page.GetByLabel("Or with a token").WaitForAsync();
    }

    /// <summary>A log would keep a code for others; a terminal shows it to who sits there.</summary>
    [Fact]
    public void In_a_terminal_the_daemon_prints_the_address_and_into_a_file_it_does_not()
    {
        using var rota = new RotaState();
        using (var terminal = new Terminal(rota, "up --listen 127.0.0.1:0", columns: 200))
        {
            Until.True(() => terminal.Screen.Contains("/#c=", StringComparison.Ordinal), "the address is there");
            // Its address is there a moment before the state is signed as served.
            Until.True(() => rota.Run("down").ExitCode == 0, "it is told to end");
        }

        using var up = rota.Start("up", "--listen", "127.0.0.1:0");
        Until.True(() => File.Exists(rota.At("state/api.json")) && rota.Run("dashboard", "--no-open").ExitCode == 0, "it serves");
        rota.Run("down").Exits(0);
        Assert.DoesNotContain("#c=", up.Wait().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_daemon_the_command_says_how_to_get_one()
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "true").Exits(0);
        Assert.Contains("rota up", rota.Run("dashboard", "--no-open").Error, StringComparison.Ordinal);
    }
}
