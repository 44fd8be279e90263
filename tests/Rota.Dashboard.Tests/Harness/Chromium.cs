using Microsoft.Playwright;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.Dashboard.Tests.Harness;

/// <summary>The browser of this machine, started once for all tests; the driver fetches none.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Options =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private IPlaywright? driver;
    private IBrowser? browser;

    /// <summary>It; the test is skipped where there is none, or no pages for it.</summary>
    public IBrowser Browser
    {
        get
        {
            Assert.SkipUnless(WhyNot is null, WhyNot ?? "");
            return browser!;
        }
    }

    private static string? Path => Names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    private static string? WhyNot =>
        Path is null ? "there is no chromium (Debian: apt install chromium)"
        : File.Exists(Missing) ? $"Rota was built without its dashboard: {File.ReadAllText(Missing).Trim()}"
        : null;

    private static string Missing => System.IO.Path.Combine(RotaBinary.Root, "artifacts", "dashboard", "missing");

    public async ValueTask InitializeAsync()
    {
        _ = RotaBinary.Path;
        if (WhyNot is not null)
        {
            return;
        }

        driver = await Playwright.CreateAsync();
        browser = await driver.Chromium.LaunchAsync(new() { ExecutablePath = Path, Args = Options, Headless = true });
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        driver?.Dispose();
    }
}
