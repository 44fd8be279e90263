using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.Dashboard.Tests.Access;

/// <summary>Colours that the system forces, and more contrast where it is asked for: nothing is told by a colour that is gone.</summary>
public sealed class ContrastTests(Chromium chromium)
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("overview", "/"), ("jobs", "/jobs?filter=state:failed"), ("job", "/jobs/1"), ("time", "/jobs/1/time"), ("task", "/tasks/1.a.3"), ("nodes", "/nodes"),
    ];

    [Theory]
    [InlineData("forced", ColorScheme.Dark)]
    [InlineData("contrast", ColorScheme.Light)]
    public async Task Every_page_can_be_read(string mode, ColorScheme theme)
    {
        var options = new BrowserNewContextOptions { BypassCSP = true, ColorScheme = theme, ViewportSize = new() { Width = 1400, Height = 900 } };
        options.ForcedColors = mode == "forced" ? ForcedColors.Active : ForcedColors.None;
        options.Contrast = mode == "contrast" ? Contrast.More : Contrast.NoPreference;
        await using var dashboard = await Visit.Start(chromium, options);
        dashboard.SubmitFailing();
        dashboard.SubmitWaiting("long", 60);
        var folder = Directory.CreateDirectory(Path.Combine(RotaBinary.Root, "artifacts", "screenshots")).FullName;
        var wrong = new List<string>();
        foreach (var (name, path) in Pages)
        {
            var page = await dashboard.Open(path);
            await page.Locator("main :is(h1, h2, .note)").First.WaitForAsync();
            await Assertions.Expect(page.Locator(".awaited")).ToHaveCountAsync(0);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{mode}.png") });
            wrong.AddRange((await page.RunAxe()).Violations.Select(one => $"{name}: {one.Id}: {string.Join(", ", one.Nodes.Select(node => node.Html))}"));
            await page.CloseAsync();
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task What_only_a_colour_tells_keeps_it_and_what_a_background_told_has_a_line()
    {
        await using var dashboard = await Visit.Start(chromium, new() { ForcedColors = ForcedColors.Active, ViewportSize = new() { Width = 1400, Height = 900 } });
        var job = dashboard.SubmitFailing();
        var page = await dashboard.Open($"/jobs/{job}");
        await page.Locator(".bar .fill-failed").First.WaitForAsync();
        Assert.NotEqual(await Style(page, ".bar .fill-failed", "backgroundColor"), await Style(page, ".bar .fill-succeeded", "backgroundColor"));
        Assert.Equal("solid", await Style(page, ".pages [aria-current=page]", "outlineStyle"));
        Assert.NotEqual("solid", await Style(page, ".pages a:not([aria-current])", "outlineStyle"));
        await page.GotoAsync(new Uri(dashboard.Api.Url, "/jobs").ToString());
        await page.GetByRole(AriaRole.Checkbox, new() { Name = $"Select {job}" }).ClickAsync();
        Assert.Equal("solid", await Style(page, ".row.is-on", "outlineStyle"));
    }

    private static Task<string> Style(IPage page, string of, string name) =>
        page.Locator(of).First.EvaluateAsync<string>($"one => getComputedStyle(one).{name}");
}
