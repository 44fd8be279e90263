using System.Net;
using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;

namespace Rota.Dashboard.Tests.Flows;

/// <summary>What the first page has at once, and what a machine's page tells of who holds what.</summary>
public sealed class OverviewTests(Chromium chromium)
{
    /// <summary>Writes down when the sentence of the page appears, and what had been asked for by then.</summary>
    private const string Watch = """
        new MutationObserver((_, watcher) => {
          if (!document.querySelector('.answer')) return;
          watcher.disconnect();
          window.useful = performance.now();
          window.asked = performance.getEntriesByType('resource').map((one) => one.name.slice(location.origin.length));
        }).observe(document, { childList: true, subtree: true });
        """;

    [Fact]
    public async Task A_page_is_useful_after_itself_its_script_and_one_question()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.SubmitFailing();
        await dashboard.Context.AddInitScriptAsync(Watch);
        var page = await dashboard.Open("/");
        await page.Locator(".answer").WaitForAsync();
        var asked = await page.EvaluateAsync<string[]>("window.asked");
        Assert.Equal(["/assets/", "/v1/overview?rows=20"], asked.Select(one => one.StartsWith("/assets/", StringComparison.Ordinal) ? "/assets/" : one).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Something_is_seen_before_any_script_came()
    {
        await using var dashboard = await Visit.Start(chromium);
        await dashboard.Context.RouteAsync("**/assets/**", route => route.AbortAsync());
        dashboard.Expects("ERR_FAILED");
        var page = await dashboard.Open("/");
        await page.GetByText("ROTA", new() { Exact = true }).WaitForAsync();
    }

    [Fact]
    public async Task The_last_hours_are_there_as_soon_as_the_page_is()
    {
        await using var dashboard = await Visit.Start(chromium);
        var job = dashboard.SubmitWaiting("waiting", 5);
        await Visit.Eventually(() => Task.FromResult(Waiting() > 0), "the daemon has seen what waits");
        var page = await dashboard.Open("/");
        var hours = page.GetByRole(AriaRole.Region, new() { Name = "The last hours" });
        await hours.GetByText("Tasks that waited and ran").WaitForAsync();
        await hours.GetByText("As a table").First.ClickAsync();
        await hours.GetByRole(AriaRole.Row).GetByText($"{Waiting()}", new() { Exact = true }).First.WaitForAsync();
        await page.Locator(".oldest").GetByText($"{job}.a").WaitForAsync();

        int Waiting() => dashboard.Api.Ask("GET", "/v1/course").Body.GetProperty("now").GetProperty("waiting").GetInt32();
    }

    [Fact]
    public async Task A_machine_shows_which_attempt_holds_how_much_of_it()
    {
        await using var dashboard = await Visit.Start(chromium);
        var file = $"name: held\ntasks:\n- id: a\n  array: 1-2\n  command: 'while [ ! -e {dashboard.Rota.At("go")} ]; do sleep 0.02; done'\n  resources: {{cpus: 0.5, memory: 64M}}\n";
        Assert.Equal(HttpStatusCode.Created, dashboard.Api.Ask("POST", "/v1/jobs", file).Status);
        var page = await dashboard.Open("/nodes");
        var cores = page.GetByRole(AriaRole.Region, new() { Name = "CPU cores" });
        await cores.GetByRole(AriaRole.Link, new() { Name = "a[2] holds 0.5" }).WaitForAsync();
        await cores.GetByText("1 of").WaitForAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Memory for tasks" }).GetByText("128M of").WaitForAsync();
        await cores.GetByRole(AriaRole.Link, new() { Name = "a[2] holds 0.5" }).ClickAsync();
        await Visit.At(page, "/tasks/1.a.2");
    }
}
