using System.Net;
using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;

namespace Rota.Dashboard.Tests.Flows;

/// <summary>Queues and schedules from their pages: each change shows what it does, and the command line of it.</summary>
public sealed class SettingTests(Chromium chromium)
{
    [Fact]
    public async Task A_queue_is_paused_limited_and_let_go_on()
    {
        await using var dashboard = await Visit.Start(chromium);
        Assert.Equal(HttpStatusCode.OK, dashboard.Api.Ask("PATCH", "/v1/queues/gpu", """{"concurrency":2}""", ("If-Match", "*")).Status);
        var page = await dashboard.Open("/queues");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pause…" }).ClickAsync();
        await page.GetByText("rota queue pause gpu").WaitForAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume…" }).WaitForAsync();
        Assert.True(Queue().GetProperty("paused").GetBoolean());
        await page.GetByRole(AriaRole.Button, new() { Name = "Limit…" }).ClickAsync();
        await page.GetByLabel("Tasks that run at a time").FillAsync("7");
        await page.GetByText("--concurrency 7").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Limit queue gpu" }).ClickAsync();
        await page.GetByText("0 of 7").WaitForAsync();
        Assert.Equal(7, Queue().GetProperty("concurrency").GetInt32());

        System.Text.Json.JsonElement Queue() => dashboard.Api.Ask("GET", "/v1/queues/gpu").Body.GetProperty("queues")[0];
    }

    [Fact]
    public async Task A_scope_is_granted_more_and_what_was_granted_is_recalled()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Rota.Run("budget", "set", "/", "slots=4").Exits(0);
        dashboard.Rota.Run("budget", "set", "/team", "slots=1").Exits(0);
        var page = await dashboard.Open("/budgets");
        await page.GetByText("0 of 1").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Grant…" }).ClickAsync();
        await page.GetByLabel("How much more").FillAsync("slots=2");
        await page.GetByLabel("Why").FillAsync("tonight");
        await page.GetByText("rota budget grant /team slots=2 --for 8h --why tonight").WaitForAsync();
        await page.GetByText("/team: 3 slots, 0 in use").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Grant to /team" }).ClickAsync();
        await page.GetByText("0 of 3").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Recall…" }).ClickAsync();
        await page.GetByText("rota budget recall 1").WaitForAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByText("0 of 1").WaitForAsync();
        await page.GetByText("Nothing for a time").WaitForAsync();
    }

    [Fact]
    public async Task A_schedule_shows_its_next_instants_and_runs_now()
    {
        await using var dashboard = await Visit.Start(chromium);
        const string File = """{"file":"name: nightly\nschedule: {cron: \"0 2 * * *\", timezone: UTC}\ntasks:\n- id: a\n  command: 'true'\n","register":true}""";
        Assert.Equal(HttpStatusCode.OK, dashboard.Api.Ask("POST", "/v1/jobs", File).Status);
        var page = await dashboard.Open("/schedules?schedule=nightly");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Next instants of nightly" }).GetByRole(AriaRole.Listitem)).ToHaveCountAsync(5);
        await page.GetByRole(AriaRole.Button, new() { Name = "Run now…" }).ClickAsync();
        await page.GetByText("rota schedule run nightly").WaitForAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await Visit.At(page, "/jobs/1");
    }
}
