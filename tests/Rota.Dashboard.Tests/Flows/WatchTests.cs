using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;

namespace Rota.Dashboard.Tests.Flows;

/// <summary>What happens is seen without loading a page again, and what is asked for is done.</summary>
public sealed class WatchTests(Chromium chromium)
{
    [Fact]
    public async Task A_job_is_watched_from_its_submission_to_its_end()
    {
        await using var dashboard = await Visit.Start(chromium);
        var page = await dashboard.Open("/");
        await page.GetByText("No job was submitted yet").WaitForAsync();
        var job = dashboard.SubmitWaiting("watched");
        await page.GetByRole(AriaRole.Link, new() { Name = $"{job}", Exact = true }).ClickAsync();
        await page.GetByText("0 of 4 tasks done, 2 running").WaitForAsync();
        dashboard.Go();
        await page.GetByText("4 of 4 tasks succeeded").WaitForAsync();
        await Assertions.Expect(page).ToHaveTitleAsync("4/4 watched");
    }

    [Fact]
    public async Task What_failed_is_run_again_after_its_plan_was_seen()
    {
        await using var dashboard = await Visit.Start(chromium);
        var job = dashboard.SubmitFailing();
        var page = await dashboard.Open($"/jobs/{job}");
        await page.GetByText("no room for # bytes").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rerun failed…" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("Rerun 3 tasks").WaitForAsync();
        await dialog.GetByText($"rota rerun {job} --failed").WaitForAsync();
        Assert.Equal(9, dashboard.Api.Ended(job).GetProperty("attempts").GetInt32());
        await page.Keyboard.PressAsync("Control+Enter");
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        await page.GetByText("Running tasks").WaitForAsync();
        dashboard.AwaitAttempts(job, 12);
    }

    [Fact]
    public async Task A_job_is_cancelled_and_left_alone_where_one_thinks_again()
    {
        await using var dashboard = await Visit.Start(chromium);
        var job = dashboard.SubmitWaiting();
        var page = await dashboard.Open($"/jobs/{job}");
        await page.GetByText("2 running").WaitForAsync();
        await page.Keyboard.PressAsync("c");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave it" }).ClickAsync();
        Assert.Equal("running", dashboard.Rota.JobState(job));
        await page.Keyboard.PressAsync("c");
        await page.GetByText("what runs is ended").WaitForAsync();
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Locator(".title").GetByText("cancelled").WaitForAsync();
        Assert.Equal("cancelled", dashboard.Rota.JobState(job));
    }

    [Fact]
    public async Task Several_jobs_are_cancelled_at_once()
    {
        await using var dashboard = await Visit.Start(chromium);
        var jobs = Enumerable.Range(0, 3).Select(_ => dashboard.SubmitWaiting("several")).ToArray();
        var page = await dashboard.Open("/jobs?filter=name:several");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {jobs[0]}" }).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {jobs[2]}" }).ClickAsync(new() { Modifiers = [KeyboardModifier.Shift] });
        await page.GetByText("3 jobs selected").WaitForAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "selected jobs" }).GetByRole(AriaRole.Button, new() { Name = "Cancel…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel 3 jobs" }).ClickAsync();
        Assert.All(jobs, job => Assert.Equal("cancelled", dashboard.Api.Ended(job).GetProperty("state").GetString()));
    }
}
