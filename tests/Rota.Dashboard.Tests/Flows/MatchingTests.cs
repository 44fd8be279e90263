using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;

namespace Rota.Dashboard.Tests.Flows;

/// <summary>All that match a filter are one operation, also those that no row shows; filters that are needed again have names.</summary>
public sealed class MatchingTests(Chromium chromium)
{
    [Fact]
    public async Task All_tasks_that_match_are_held_and_released_at_once()
    {
        await using var dashboard = await Visit.Start(chromium);
        var job = dashboard.SubmitWaiting("many", 300);
        var many = Count("index:>9");
        Assert.InRange(many, 200, 299);
        var page = await dashboard.Open($"/jobs/{job}/tasks?filter=index:%3E9");
        await page.Locator("[role=row]").GetByText("a[11]", new() { Exact = true }).WaitForAsync();
        await Press(page, "*", "a");
        await page.GetByText($"All {many} tasks that match").WaitForAsync();
        await Bar(page, "tasks").GetByRole(AriaRole.Button, new() { Name = "Hold…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText($"Hold {many} tasks that match index:>9.").WaitForAsync();
        await dialog.GetByText("http://localhost/v1/tasks:hold").WaitForAsync();
        Assert.Equal(0, Held());
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByRole(AriaRole.Status, new() { Name = "Operation 1" }).GetByText($"done, {many} of {many} found").WaitForAsync();
        await Visit.Eventually(() => Task.FromResult(Held() == many), "all of them are held");
        await Bar(page, "tasks").GetByRole(AriaRole.Button, new() { Name = "Release…" }).ClickAsync();
        await dialog.GetByText($"Release {many} tasks").WaitForAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByRole(AriaRole.Status, new() { Name = "Operation 2" }).GetByText($"done, {many} of {many} found").WaitForAsync();
        await Visit.Eventually(() => Task.FromResult(Held() == 0), "none is held");

        int Held() => Count("state:paused");
        int Count(string filter) => dashboard.Api.Ask("GET", $"/v1/jobs/{job}/tasks:count?filter={Uri.EscapeDataString(filter)}").Body.GetProperty("count").GetInt32();
    }

    [Fact]
    public async Task One_row_more_or_less_and_it_is_no_more_all_that_match()
    {
        await using var dashboard = await Visit.Start(chromium);
        var jobs = Enumerable.Range(0, 3).Select(_ => dashboard.SubmitWaiting("several")).ToArray();
        var other = dashboard.SubmitWaiting("other");
        var page = await dashboard.Open("/jobs?filter=name:several");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {jobs[0]}" }).ClickAsync();
        await page.GetByText("1 job selected").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "All 3 matching" }).ClickAsync();
        await page.GetByText("All 3 jobs that match").WaitForAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {jobs[1]}" }).ClickAsync();
        await page.GetByText("2 jobs selected").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "All 3 matching" }).ClickAsync();
        await Press(page, "c");
        await page.GetByText("Cancel 3 jobs that match name:several.").WaitForAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        Assert.All(jobs, job => Assert.Equal("cancelled", dashboard.Api.Ended(job).GetProperty("state").GetString()));
        Assert.Equal("running", dashboard.Rota.JobState(other));
    }

    [Fact]
    public async Task A_filter_gets_a_name_and_is_chosen_by_it_with_its_count_beside()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.SubmitFailing();
        dashboard.Api.Ended(dashboard.Api.Submit("true", name: "fine"));
        var page = await dashboard.Open("/jobs?filter=state:failed+name:~swe");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save filter…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Save filter" })).ToBeDisabledAsync();
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync("My sweeps");
        await dialog.GetByText("gets a name, for you").WaitForAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "My sweeps (1)" }).WaitForAsync();
        var another = await dashboard.Open("/jobs");
        await another.GetByRole(AriaRole.Link, new() { Name = "My sweeps (1)" }).ClickAsync();
        Assert.EndsWith("/jobs?filter=state:failed+name:~swe", another.Url, StringComparison.Ordinal);
        await another.GetByRole(AriaRole.Button, new() { Name = "Forget…" }).ClickAsync();
        await another.GetByText("The name is gone").WaitForAsync();
        await another.Keyboard.PressAsync("Control+Enter");
        await Assertions.Expect(another.GetByRole(AriaRole.Link, new() { Name = "My sweeps" })).ToHaveCountAsync(0);
        Assert.Equal(0, dashboard.Api.Ask("GET", "/v1/filters/jobs").Body.GetProperty("filters").GetArrayLength());
    }

    private static ILocator Bar(IPage page, string noun) => page.GetByRole(AriaRole.Group, new() { Name = $"selected {noun}" });

    private static async Task Press(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }
}
