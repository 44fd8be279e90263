using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;

namespace Rota.Dashboard.Tests.Flows;

/// <summary>The address is the whole state of a page.</summary>
public sealed class AddressTests(Chromium chromium)
{
    [Fact]
    public async Task A_filter_is_in_the_address_and_the_same_page_comes_of_it()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.SubmitFailing();
        dashboard.Api.Ended(dashboard.Api.Submit("true", name: "fine"));
        var page = await dashboard.Open("/jobs");
        await page.GetByText("fine").First.WaitForAsync();
        await page.GetByLabel("Filter jobs").Last.FillAsync("state:failed name:~swe");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("fine").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        Assert.EndsWith("/jobs?filter=state:failed+name:~swe", page.Url, StringComparison.Ordinal);
        var shared = await dashboard.Open(new Uri(page.Url).PathAndQuery);
        await shared.GetByText("sweep").First.WaitForAsync();
        Assert.Equal("state:failed name:~swe", await shared.GetByLabel("Filter jobs").Last.InputValueAsync());
        Assert.Equal(0, await shared.GetByText("fine").CountAsync());
    }

    [Fact]
    public async Task A_mistake_in_a_filter_is_shown_at_its_column()
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Expects("400");
        var page = await dashboard.Open("/jobs?filter=state:failed+stat:x");
        Assert.Contains("             ^ there is no field stat", await page.Locator(".mistake").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_leads_to_the_page_before_with_its_filter()
    {
        await using var dashboard = await Visit.Start(chromium);
        var job = dashboard.SubmitFailing();
        var page = await dashboard.Open($"/jobs/{job}/tasks?filter=state:failed");
        await page.GetByText("3 of 9").WaitForAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Overview" }).ClickAsync();
        await page.GetByText("Ended last").WaitForAsync();
        await page.GoBackAsync();
        await page.GetByText("3 of 9").WaitForAsync();
    }

    [Theory]
    [InlineData("/jobs/77", "no job 77")]
    [InlineData("/jobs/1/nonsense/more", "no page at this address")]
    public async Task What_is_not_there_is_said_and_leads_on(string path, string says)
    {
        await using var dashboard = await Visit.Start(chromium);
        dashboard.Expects("404");
        var page = await dashboard.Open(path);
        await page.GetByText(says).First.WaitForAsync();
    }
}
