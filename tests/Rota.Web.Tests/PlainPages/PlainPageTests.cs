using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Rota.App.Queues;

namespace Rota.Web.Tests.PlainPages;

/// <summary>Pages without script: whatever others wrote is text on them.</summary>
public sealed partial class PlainPageTests : IDisposable
{
    private readonly ServedState state = new();

    public static TheoryData<string> Payloads { get; } = new(
        "</script><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "' onfocus='alert(1)", "\" onmouseover=\"alert(1)",
        "javascript:alert(1)", "</title><script>alert(1)</script>", "</pre></code><h1>all well</h1>", "</table><form action=//evil>", "<base href=//evil>",
        "<meta http-equiv=refresh content=0;url=//evil>", "<!--", "]]>", "&lt;script&gt;", "&", "`", "\e[31mred\e[0m", "\e]0;title\a", "\u202Eexe.gpj", "\u200Bhidden",
        "../../etc/passwd", "%3Cscript%3E", "=HYPERLINK(\"//evil\")", "مرحبا", "\U0001F469\u200D\U0001F52C", "<svg/onload=alert(1)>");

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task What_others_wrote_is_text_on_every_page(string payload)
    {
        var plain = await Pages("plain");
        var hostile = await Pages(payload);
        foreach (var (path, page) in hostile)
        {
            Assert.Equal(Skeleton(plain[path]), Skeleton(page));
            Assert.DoesNotContain(page, one => (char.IsControl(one) && one != '\n') || one is '\u202E' or '\u200B');
            Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task The_policy_leaves_nothing_that_could_run_and_no_page_has_a_style_of_its_own()
    {
        await state.Submit();
        foreach (var path in (string[])["/plain", "/plain/jobs", "/plain/jobs/1", "/plain/tasks/1.a.1", "/plain/queues", "/plain/schedules", "/plain/login"])
        {
            var (status, _, answer) = await state.Ask("GET", path);
            Assert.Equal(HttpStatusCode.OK, status);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.StartsWith("default-src 'none'; style-src 'self'; form-action 'self'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain(" style=", await Text(path), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_is_not_logged_in_gets_the_form_and_by_it_a_cookie_that_works()
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = state.Url };
        var asked = await browser.GetAsync("/plain/jobs", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, asked.StatusCode);
        Assert.Contains("<form method=\"post\" action=\"/plain/login\">", await asked.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Enter("wrong")).StatusCode);
        var entered = await Enter(state.Token);
        Assert.Equal((HttpStatusCode.SeeOther, "/plain"), (entered.StatusCode, entered.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/plain/jobs", TestContext.Current.CancellationToken)).StatusCode);

        Task<HttpResponseMessage> Enter(string code) =>
            browser.PostAsync("/plain/login", new FormUrlEncodedContent([new("code", code)]), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task What_is_not_there_is_said_on_a_page_with_what_to_do()
    {
        var page = await Text("/plain/jobs/9");
        Assert.Contains("there is no job 9", page);
        Assert.Contains("rota ls", page);
        Assert.Contains("<html", await Text("/plain/nothing"));
    }

    [Fact]
    public async Task Lists_go_on_where_the_page_ended_and_keep_their_filter()
    {
        await state.Submit("long", tasks: 250);
        var page = await Text("/plain/jobs/1?filter=state%3Aready");
        Assert.Contains("a[100]", page);
        var more = WebUtility.HtmlDecode(More().Match(page).Groups[1].Value);
        Assert.Contains("filter=state%3Aready", more);
        Assert.Contains("a[200]", await Text(more));
    }

    public void Dispose() => state.Dispose();

    private static readonly string[] Echo = ["echo", "${matrix.v}"];

    /// <summary>A state in which all that people may write is this text, page by page.</summary>
    private static async Task<Dictionary<string, string>> Pages(string text)
    {
        using var served = new ServedState();
        var file = JsonSerializer.Serialize(new
        {
            name = "j",
            tasks = new[] { new { id = "a", command = Echo, matrix = new { v = new[] { text } } } },
        });
        var (status, _, answer) = await served.Ask("POST", "/v1/jobs", JsonSerializer.Serialize(new { file }));
        Assert.True(status == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using (var home = served.Site.Open().Read())
        using (var submissions = served.Site.Open().Submissions())
        {
            var spec = home.Spec(new(1))!;
            submissions.Submit(spec with { Name = text, Tags = spec.Tags.SetItem("t", text) }, null, isWanted: true, served.Site.Now);
        }

        QueueCases.Change(served.Site, new QueueChange.Limit(text, 3));
        var pages = new Dictionary<string, string>();
        foreach (var path in (string[])["/plain", "/plain/jobs", "/plain/jobs/2", "/plain/tasks/2.a", "/plain/queues", "/plain/schedules"])
        {
            var shown = await served.Client.GetAsync($"{path}", TestContext.Current.CancellationToken);
            pages[path] = await shown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        }

        var filtered = await served.Client.GetAsync($"/plain/jobs?filter={Uri.EscapeDataString("name:" + text.Split(' ')[0])}", TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script", await filtered.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return pages;
    }

    private async Task<string> Text(string path)
    {
        var answer = await state.Client.GetAsync(path, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The elements and the names of their attributes, without any text; in an order of their own, for rows have that of names.</summary>
    private static string Skeleton(string page) =>
        string.Join(' ', Tag().Matches(page).Select(tag => Value().Replace(tag.Value, "")).Order(StringComparer.Ordinal));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("=\"[^\"]*\"")]
    private static partial Regex Value();

    [GeneratedRegex("<a href=\"([^\"]*)\">More</a>")]
    private static partial Regex More();
}
