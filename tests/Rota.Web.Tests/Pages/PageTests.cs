using System.Net;
using System.Text.RegularExpressions;
using Rota.Dashboard;
using Rota.Web.Pages;

namespace Rota.Web.Tests.Pages;

/// <summary>The dashboard's files.</summary>
public sealed partial class PageTests : IDisposable
{
    private readonly ServedState state = new();

    [Fact]
    public void The_addresses_that_are_served_are_the_pages_of_the_source()
    {
        var source = File.ReadAllText(Path.Combine(Root(), "src", "Rota.Dashboard", "app", "src", "pages", "pages.ts"));
        Assert.Equal(PageNames.All.Order(), Pattern().Matches(source).Select(one => one.Groups[1].Value).Distinct().Order());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/jobs")]
    [InlineData("/jobs/42/tasks?filter=state:failed&by=exit")]
    [InlineData("/tasks/42.a.3")]
    public async Task A_page_is_there_for_everybody_and_may_run_nothing_but_its_own(string path)
    {
        state.Client.DefaultRequestHeaders.Authorization = null;
        var answer = await state.Client.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self'; ", policy);
        Assert.Contains("require-trusted-types-for 'script'", policy);
        Assert.DoesNotContain("unsafe", policy);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/jobsx")]
    [InlineData("/assets/nothing.js")]
    [InlineData("/assets/..%2findex.html")]
    public async Task What_is_no_page_stays_a_problem(string path)
    {
        var (status, body, _) = await state.Ask("GET", path);
        Assert.Equal((HttpStatusCode.NotFound, "no-such-route"), (status, body.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task A_file_comes_as_it_is_taken_and_is_kept_for_ever(string takes, string? sent)
    {
        Assert.SkipUnless(PageFiles.Page is not null, "Rota was built without its dashboard");
        using var plain = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = state.Url };
        var page = await plain.GetStringAsync("/", TestContext.Current.CancellationToken);
        var script = Script().Match(page).Groups[1].Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, script);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", takes);
        var answer = await state.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(sent, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString());
        using var again = new HttpRequestMessage(HttpMethod.Get, script);
        again.Headers.TryAddWithoutValidation("If-None-Match", answer.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, (await state.Client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);
    }

    public void Dispose() => state.Dispose();

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "Rota.slnx")))
        {
            directory = directory.Parent;
        }

        return directory.FullName;
    }

    [GeneratedRegex(@"path: '/([a-z]*)")]
    private static partial Regex Pattern();

    [GeneratedRegex("src=\"(/assets/[^\"]+)\"")]
    private static partial Regex Script();
}
