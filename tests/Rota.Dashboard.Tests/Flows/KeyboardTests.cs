using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;

namespace Rota.Dashboard.Tests.Flows;

/// <summary>Everything works without a pointer.</summary>
public sealed class KeyboardTests(Chromium chromium)
{
    [Fact]
    public async Task A_failed_job_is_found_opened_and_run_again_by_keys()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Api.Ended(dashboard.Api.Submit("true", name: "fine"));
        var job = dashboard.SubmitFailing();
        var page = await dashboard.Open("/");
        await page.GetByText("Ended last").WaitForAsync();
        await Press(page, "g", "j");
        await page.GetByRole(AriaRole.Heading, new() { Name = "Jobs", Exact = true }).WaitForAsync();
        await Press(page, "f");
        await page.Keyboard.TypeAsync("state:failed");
        await Press(page, "Enter");
        await page.GetByText("1 job").First.WaitForAsync();
        await Press(page, "Escape", "k", "Enter");
        await page.GetByText("3 tasks failed, of 1 cause").WaitForAsync();
        Assert.EndsWith($"/jobs/{job}", page.Url, StringComparison.Ordinal);
        await Press(page, "r");
        await page.GetByText("Rerun 3 tasks").WaitForAsync();
        await Press(page, "Control+Enter");
        await page.GetByText("Running tasks").WaitForAsync();
        dashboard.AwaitAttempts(job, 12);
    }

    [Fact]
    public async Task The_list_of_keys_opens_over_the_page_and_gives_the_focus_back()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.SubmitFailing();
        var page = await dashboard.Open("/jobs");
        await page.GetByText("sweep").First.WaitForAsync();
        await Press(page, "j", "k");
        await Assertions.Expect(page.Locator("[role=row]:focus")).ToHaveCountAsync(1);
        await Press(page, "?");
        await page.GetByRole(AriaRole.Dialog).GetByText("go to Schedules").WaitForAsync();
        await Press(page, "Escape");
        await Assertions.Expect(page.Locator("[role=row]:focus")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Search_finds_a_job_by_its_number_and_an_action_by_its_name()
    {
        await using var dashboard = await Visit.Start(chromium);
        var job = dashboard.SubmitWaiting("found");
        var page = await dashboard.Open("/");
        await page.GetByText("found").First.WaitForAsync();
        await Press(page, "/");
        await page.Keyboard.TypeAsync("pause found");
        await page.GetByRole(AriaRole.Option, new() { Name = "Pause job" }).WaitForAsync();
        await Press(page, "Enter");
        await page.GetByText("Nothing more starts; what runs goes on").WaitForAsync();
        await Press(page, "Control+Enter");
        await page.Locator("[role=row]").GetByText("paused").WaitForAsync();
        await Press(page, "/");
        await page.Keyboard.TypeAsync($"{job}");
        await Press(page, "Enter");
        await page.GetByRole(AriaRole.Heading, new() { Name = "found" }).First.WaitForAsync();
    }

    private static async Task Press(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }
}
