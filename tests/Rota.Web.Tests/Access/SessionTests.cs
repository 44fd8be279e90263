using System.Net;
using System.Text.Json;

namespace Rota.Web.Tests.Access;

/// <summary>Browsers that log in.</summary>
public sealed class SessionTests : IDisposable
{
    private readonly ServedState state = new();
    private readonly HttpClient browser = new(new SocketsHttpHandler { UseCookies = false });

    private string Origin => state.Url.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task A_code_is_good_once()
    {
        var code = await Code();
        Assert.Equal(HttpStatusCode.OK, (await Send("POST", "/v1/session", $$"""{"code":"{{code}}"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send("POST", "/v1/session", $$"""{"code":"{{code}}"}""")).StatusCode);
    }

    [Theory]
    [InlineData("""{"code":"x"}""", HttpStatusCode.Unauthorized)]
    [InlineData("""{"token":"x"}""", HttpStatusCode.Unauthorized)]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"code":"x","token":"x"}""", HttpStatusCode.BadRequest)]
    public async Task Nothing_else_lets_in(string body, HttpStatusCode status) =>
        Assert.Equal(status, (await Send("POST", "/v1/session", body)).StatusCode);

    [Fact]
    public async Task The_cookie_is_for_no_script_no_other_site_and_no_other_port()
    {
        var cookie = await LogIn();
        Assert.Contains($"rota_{state.Url.Port}=", cookie);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_cookie_looks_and_changes_from_our_own_pages_only()
    {
        await state.Submit();
        var cookie = (await LogIn()).Split(';')[0];
        Assert.Equal(HttpStatusCode.OK, (await Send("GET", "/v1/jobs", null, ("Cookie", cookie))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Send("GET", "/v1/jobs", null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"))).StatusCode);
        foreach (var site in (string[])["same-site", "cross-site"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await Send("GET", "/v1/jobs", null, ("Cookie", cookie), ("Sec-Fetch-Site", site))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, (await Send("POST", "/v1/jobs/1:pause?plan=true", "{}", ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"), ("Origin", Origin))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send("POST", "/v1/jobs/1:pause?plan=true", "{}", ("Cookie", cookie))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send("POST", "/v1/jobs/1:pause?plan=true", "{}", ("Cookie", cookie), ("Origin", Origin))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Send("POST", "/v1/jobs/1:pause?plan=true", "{}", ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"))).StatusCode);
    }

    /// <summary>A refusal that was fetched ahead would be what a page finds that has just logged in.</summary>
    [Fact]
    public async Task A_page_tells_a_browser_what_it_will_ask_for_only_where_that_is_logged_in()
    {
        var cookie = (await LogIn()).Split(';')[0];
        var told = (await Send("GET", "/jobs", null, ("Cookie", cookie))).Headers.GetValues("Link").Single();
        var path = told[(told.IndexOf('<') + 1)..told.IndexOf('>')];
        Assert.Equal(HttpStatusCode.OK, (await Send("GET", path, null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"))).StatusCode);
        Assert.False((await Send("GET", "/jobs", null)).Headers.Contains("Link"));
        await Send("DELETE", "/v1/session", null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"), ("Origin", Origin));
        Assert.False((await Send("GET", "/jobs", null, ("Cookie", cookie))).Headers.Contains("Link"));
    }

    [Fact]
    public async Task Whoever_logs_out_is_nobody_any_more()
    {
        var cookie = (await LogIn()).Split(';')[0];
        Assert.Equal(HttpStatusCode.NoContent, (await Send("DELETE", "/v1/session", null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"), ("Origin", Origin))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Send("GET", "/v1/jobs", null, ("Cookie", cookie))).StatusCode);
    }

    [Fact]
    public async Task The_state_keeps_digests_alone_in_a_file_of_the_users_own()
    {
        var cookie = (await LogIn()).Split(';')[0];
        var file = Path.Combine(state.Site.Path, "api.sessions");
        Assert.DoesNotContain(cookie.Split('=')[1], await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    public void Dispose()
    {
        browser.Dispose();
        state.Dispose();
    }

    private async Task<string> Code() => (await state.Ask("POST", "/v1/session/codes")).Body.GetProperty("code").GetString()!;

    private async Task<string> LogIn()
    {
        var answer = await Send("POST", "/v1/session", JsonSerializer.Serialize(new { code = await Code() }));
        return answer.Headers.GetValues("Set-Cookie").Single();
    }

    private async Task<HttpResponseMessage> Send(string method, string path, string? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(state.Url, path));
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }

        return await browser.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
