using Microsoft.Playwright;
using Rota.EndToEnd.Tests.Api;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.Dashboard.Tests.Harness;

/// <summary>A daemon on a state of its own, and a browser that is logged in to it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly List<string> errors = [];
    private readonly List<string> expected = [];

    private Visit(RotaState rota, Daemon api, IBrowserContext context) => (Rota, Api, Context) = (rota, api, context);

    public RotaState Rota { get; }

    public Daemon Api { get; }

    public IBrowserContext Context { get; }

    public static async Task<Visit> Start(Chromium chromium, BrowserNewContextOptions? options = null, bool logsIn = true)
    {
        var browser = chromium.Browser;
        var rota = new RotaState();
        var api = new Daemon(rota, "-j", "2", "--listen", "127.0.0.1:0");
        var context = await browser.NewContextAsync(options ?? new());
        context.SetDefaultTimeout(30_000);
        var dashboard = new Visit(rota, api, context);
        if (logsIn)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(dashboard.LoginUrl());
            await page.GetByRole(AriaRole.Navigation, new() { Name = "Pages" }).WaitForAsync();
            await page.CloseAsync();
        }

        return dashboard;
    }

    /// <summary>An address that logs a browser in, once.</summary>
    public string LoginUrl() => Rota.Run("dashboard", "--no-open", "--output", "quiet").Exits(0).Out.Trim();

    /// <summary>Opens a page; what its console says of errors fails the test at its end.</summary>
    public async Task<IPage> Open(string path)
    {
        var page = await Context.NewPageAsync();
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !expected.Any(one => message.Text.Contains(one, StringComparison.Ordinal)))
            {
                errors.Add($"{path}: {message.Text}");
            }
        };
        page.PageError += (_, error) => errors.Add($"{path}: {error}");
        await page.GotoAsync(new Uri(Api.Url, path).ToString());
        return page;
    }

    /// <summary>
    /// Waits for what no element shows. Asked from outside: Playwright's own waiting makes functions of texts, which the
    /// policy of the pages does not allow.
    /// </summary>
    public static async Task Eventually(Func<Task<bool>> condition, string what)
    {
        var begun = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!await condition())
        {
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMinutes(1), $"waited in vain until {what}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until a page is at a path. It goes there by itself: no document is loaded, which a browser would tell of.</summary>
    public static Task At(IPage page, string path) =>
        Eventually(() => Task.FromResult(new Uri(page.Url).AbsolutePath == path), $"the page is at {path}");

    /// <summary>Errors of the console that a test causes.</summary>
    public void Expects(string error) => expected.Add(error);

    /// <summary>A job of which every third task fails, ended; with how it stands.</summary>
    public long SubmitFailing()
    {
        var job = Api.Submit("if [ $((ROTA_TASK_INDEX % 3)) = 0 ]; then echo \"no room for ${ROTA_TASK_INDEX} bytes\" >&2; exit 4; fi", 9, "sweep");
        Api.Ended(job);
        return job;
    }

    /// <summary>Waits until so many attempts of a job have ended: what is asked for is carried out in the next turn.</summary>
    public void AwaitAttempts(long job, int attempts) => Until.True(
        () => Api.Ask("GET", $"/v1/jobs/{job}").Body.GetProperty("job").GetProperty("attempts").GetInt32() == attempts, $"{attempts} attempts have ended");

    /// <summary>A job that runs until a file is there.</summary>
    public long SubmitWaiting(string name = "waiting", int tasks = 4) => Api.Submit($"while [ ! -e {Rota.At("go")} ]; do sleep 0.02; done", tasks, name);

    /// <summary>Lets jobs end that wait for it.</summary>
    public void Go() => Rota.Write("go", "");

    public async ValueTask DisposeAsync()
    {
        await Context.CloseAsync();
        Go();
        Api.Dispose();
        Rota.Dispose();
        Assert.Empty(errors);
    }
}
