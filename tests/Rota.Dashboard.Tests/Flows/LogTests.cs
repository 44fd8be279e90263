using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;

namespace Rota.Dashboard.Tests.Flows;

/// <summary>What a task writes: from its end, as it grows, and found again.</summary>
public sealed class LogTests(Chromium chromium)
{
    [Fact]
    public async Task A_log_is_followed_while_it_grows()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Api.Submit($"echo before; while [ ! -e {dashboard.Rota.At("go")} ]; do sleep 0.05; done; echo after; sleep 600");
        var page = await dashboard.Open("/tasks/1.a.1");
        var log = page.GetByRole(AriaRole.Region, new() { Name = "Lines of the log" });
        await log.GetByText("before").WaitForAsync();
        Assert.Equal(0, await log.GetByText("after").CountAsync());
        dashboard.Go();
        await log.GetByText("after").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Following" }).WaitForAsync();
    }

    [Fact]
    public async Task A_long_log_opens_at_its_end_and_only_what_is_in_sight_is_there()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Api.Ended(dashboard.Api.Submit("seq 300000"));
        var page = await dashboard.Open("/tasks/1.a.1");
        await page.GetByText("300000", new() { Exact = true }).First.WaitForAsync();
        Assert.InRange(await page.Locator(".log-line").CountAsync(), 10, 200);
        Assert.Equal("300,000", (await page.Locator(".log-number").Last.GetAttributeAsync("aria-label"))!.Replace("Line ", ""));
        var box = page.Locator(".log-box");
        for (var round = 0; round < 3; round++)
        {
            await box.EvaluateAsync("box => box.scrollTo(0, 0)");
            await Visit.Eventually(async () => await box.EvaluateAsync<double>("box => box.scrollTop") > 0, "earlier lines are above it");
        }

        Assert.InRange(await page.Locator(".log-line").CountAsync(), 10, 200);
    }

    [Fact]
    public async Task A_search_leads_from_hit_to_hit_through_the_whole_log()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Api.Ended(dashboard.Api.Submit("seq 200000"));
        var page = await dashboard.Open("/tasks/1.a.1");
        await page.GetByText("200000", new() { Exact = true }).First.WaitForAsync();
        var search = page.GetByRole(AriaRole.Textbox, new() { Name = "Search the log" });
        await search.FillAsync("/^1234.$/");
        await search.PressAsync("Enter");
        await page.GetByText("1 of 10", new() { Exact = true }).WaitForAsync();
        await page.Locator(".log-line.is-current").GetByText("12340", new() { Exact = true }).Last.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Next hit" }).ClickAsync();
        await page.Locator(".log-line.is-current").GetByText("12341", new() { Exact = true }).Last.WaitForAsync();
    }

    [Fact]
    public async Task An_address_leads_to_a_line()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Api.Ended(dashboard.Api.Submit("seq 100000 | sed s/^/value-/"));
        var page = await dashboard.Open("/tasks/1.a.1?stream=output&line=54321");
        await page.Locator(".log-line.is-current").GetByText("value-54321", new() { Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task Colours_become_looks_and_other_control_characters_can_be_seen()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Api.Ended(dashboard.Api.Submit("printf '\\033[31mred\\033[0m plain\\n10%%\\r20%%\\r30%% done\\n\\033]0;title\\007<b>bold</b>\\n'"));
        var page = await dashboard.Open("/tasks/1.a.1");
        await page.Locator(".log-line .ink-1", new() { HasText = "red" }).WaitForAsync();
        var text = await page.Locator(".log-lines").InnerTextAsync();
        Assert.Contains("30% done", text);
        Assert.DoesNotContain("20%", text);
        Assert.Contains("␛]0;title␇<b>bold</b>", text);
    }
}
