using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;

namespace Rota.Dashboard.Tests.Flows;

/// <summary>What a job is beside the run before it, and the way from one failed task to the next.</summary>
public sealed class JobTests(Chromium chromium)
{
    [Fact]
    public async Task A_job_shows_what_has_changed_since_the_run_before_of_its_name()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Api.Ended(dashboard.Api.Submit("echo before", 3, "nightly"));
        dashboard.Api.Ended(dashboard.Api.Submit("true", name: "another"));
        var job = dashboard.Api.Submit("echo after", 3, "nightly");
        dashboard.Api.Ended(job);
        var page = await dashboard.Open($"/jobs/{job}/spec");
        var changes = page.GetByLabel("What has changed since the run before");
        await changes.GetByText("echo after").WaitForAsync();
        Assert.Contains("echo before", Assert.Single(await changes.Locator(".diff-gone").AllInnerTextsAsync()), StringComparison.Ordinal);
        Assert.Contains("echo after", Assert.Single(await changes.Locator(".diff-new").AllInnerTextsAsync()), StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Link, new() { Name = "run 1" }).ClickAsync();
        await Visit.At(page, "/jobs/1/spec");
        await Assertions.Expect(page.GetByText("Since run")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task From_one_failed_task_to_the_next_is_a_key_and_its_command_line_another()
    {
        await using var dashboard = await Visit.Start(chromium);
        var job = dashboard.SubmitFailing();
        var page = await dashboard.Open($"/tasks/{job}.a.3");
        await page.GetByText("no room for 3 bytes").First.WaitForAsync();
        await page.Keyboard.PressAsync("}");
        await Visit.At(page, $"/tasks/{job}.a.6");
        await page.GetByText("no room for 6 bytes").First.WaitForAsync();
        await page.Keyboard.PressAsync("{");
        await Visit.At(page, $"/tasks/{job}.a.3");
        await page.GetByText("no room for 3 bytes").First.WaitForAsync();
        await page.Keyboard.PressAsync("y");
        await page.Locator(".told").GetByText($"rota logs {job}.a.3").WaitForAsync();
    }
}
