using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Rota.Dashboard.Tests.Harness;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.Dashboard.Tests.Access;

/// <summary>Every page, in both themes and on a phone: nothing that keeps somebody out, and a picture of it.</summary>
public sealed class AccessibilityTests(Chromium chromium)
{
    private static readonly (string Name, string Path)[] Pages =
    [
        ("overview", "/"), ("jobs", "/jobs"), ("job", "/jobs/1"), ("tasks", "/jobs/1/tasks"), ("failures", "/jobs/1/failures"),
        ("time", "/jobs/1/time"), ("graph", "/jobs/1/graph"), ("spec", "/jobs/1/spec"), ("events", "/jobs/1/events"),
        ("running-job", "/jobs/2"), ("task", "/tasks/1.a.3"), ("queues", "/queues"), ("budgets", "/budgets"), ("schedules", "/schedules"), ("nodes", "/nodes"),
        ("turns", "/turns"), ("repairs", "/repairs"), ("audit", "/audit"), ("settings", "/settings"), ("submit", "/submit"),
    ];

    [Theory]
    [InlineData(ColorScheme.Light, 1400, 900)]
    [InlineData(ColorScheme.Dark, 1400, 900)]
    [InlineData(ColorScheme.Light, 390, 844)]
    public async Task Every_page_is_for_everybody(ColorScheme theme, int width, int height)
    {
        // The checker is a script of its own, which the policy of the pages would not let in.
        var options = new BrowserNewContextOptions { ColorScheme = theme, BypassCSP = true, ViewportSize = new() { Width = width, Height = height } };
        await using var dashboard = await Visit.Start(chromium, options);
        SetBudgets(dashboard);
        dashboard.SubmitFailing();
        dashboard.SubmitWaiting("long", 60);
        var folder = Directory.CreateDirectory(Path.Combine(RotaBinary.Root, "artifacts", "screenshots")).FullName;
        var wrong = new List<string>();
        foreach (var (name, path) in Pages)
        {
            var page = await dashboard.Open(path);
            await page.Locator("main :is(h1, h2, .note)").First.WaitForAsync();
            await Assertions.Expect(page.Locator(".awaited")).ToHaveCountAsync(0);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{theme.ToString().ToLowerInvariant()}-{width}.png") });
            var found = await page.RunAxe();
            wrong.AddRange(found.Violations.Select(one => $"{name}: {one.Id}: {one.Help}: {string.Join(", ", one.Nodes.Select(node => node.Html))}"));
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
            {
                wrong.Add($"{name}: wider than the window");
            }

            await page.CloseAsync();
        }

        Assert.Empty(wrong);
    }

    /// <summary>Of what no task takes, so that none waits for it.</summary>
    private static void SetBudgets(Visit dashboard)
    {
        dashboard.Rota.Run("budget", "set", "/", "license/solver=9,license/viewer=4").Exits(0);
        dashboard.Rota.Run("budget", "set", "/eu-west/risk", "license/solver=4").Exits(0);
        dashboard.Rota.Run("budget", "grant", "/eu-west/risk", "license/solver=2", "--for", "8h", "--why", "the end of the quarter").Exits(0);
    }

    [Fact]
    public async Task The_page_of_the_login_is_for_everybody_too()
    {
        await using var dashboard = await Visit.Start(chromium, new() { BypassCSP = true }, logsIn: false);
        dashboard.Expects("401");
        var page = await dashboard.Open("/");
        await page.GetByLabel("Or with a token").WaitForAsync();
        Assert.Empty((await page.RunAxe()).Violations);
    }
}
