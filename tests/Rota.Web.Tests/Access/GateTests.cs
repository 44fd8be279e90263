using System.Net;
using System.Net.Sockets;
using Rota.Web.Routing;
using Rota.Web.Serving;

namespace Rota.Web.Tests.Access;

/// <summary>Who is let in.</summary>
public sealed class GateTests : IDisposable
{
    private readonly ServedState state = new();

    public static TheoryData<string, string> Guarded =>
        [.. ServedRoutes.All.Where(route => route.Scope != Scope.None).Select(route => (route.Method, Filled(route.Path)))];

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Every_route_but_those_that_say_so_needs_the_token(string method, string path)
    {
        state.Client.DefaultRequestHeaders.Authorization = null;
        var (status, body, answer) = await state.Ask(method, path);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.True(path.StartsWith("/plain", StringComparison.Ordinal) || body.GetProperty("code").GetString() == "no-token");
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("Bearer rota_")]
    [InlineData("Bearer x")]
    [InlineData("Basic {0}")]
    [InlineData("Bearer {0}x")]
    [InlineData("Bearer {0} {0}")]
    [InlineData("{0}")]
    public async Task Nothing_but_the_token_is_the_token(string header)
    {
        state.Client.DefaultRequestHeaders.Authorization = null;
        var (status, _, _) = await state.Ask("GET", "/v1/jobs", null, ("Authorization", header.Replace("{0}", state.Token)));
        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task A_token_in_the_path_or_the_query_is_none()
    {
        state.Client.DefaultRequestHeaders.Authorization = null;
        var (status, _, _) = await state.Ask("GET", $"/v1/jobs?token={state.Token}");
        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Theory]
    [InlineData("Host", "evil.example")]
    [InlineData("Host", "localhost.evil.example")]
    [InlineData("Host", "10.0.0.1")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    public async Task A_page_or_a_name_of_somebody_else_is_refused_though_it_has_the_token(string header, string value)
    {
        var (status, body, _) = await state.Ask("GET", "/v1/jobs", null, (header, value));
        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("foreign-request", body.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task What_changes_something_is_not_taken_from_another_site(string site)
    {
        var (status, _, _) = await state.Ask("POST", "/v1/jobs:pause", "{}", ("Sec-Fetch-Site", site));
        Assert.Equal(HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task No_answer_invites_another_origin()
    {
        var (_, _, answer) = await state.Ask("OPTIONS", "/v1/jobs", null, ("Access-Control-Request-Method", "POST"));
        Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_id_that_is_nobodys_and_a_path_that_is_nothing_are_told_only_to_who_has_the_token()
    {
        state.Client.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.Unauthorized, (await state.Ask("GET", "/v1/jobs/77")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await state.Ask("GET", "/v1/nothing")).Status);
    }

    [Fact]
    public async Task The_socket_is_the_users_own_and_takes_the_same_requests()
    {
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(state.Socket));
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, left) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(state.Socket), left);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler) { BaseAddress = new Uri("http://localhost") };
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v1/jobs", TestContext.Current.CancellationToken)).StatusCode);
        client.DefaultRequestHeaders.Authorization = state.Client.DefaultRequestHeaders.Authorization;
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/jobs", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public void The_token_is_256_random_bits_in_a_file_of_the_users_own()
    {
        using var other = new ServedState();
        Assert.NotEqual(state.Token, other.Token);
        Assert.Equal("rota_".Length + 64, state.Token.Length);
        var file = Path.Combine(state.Site.Path, "api.token");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    public void Dispose() => state.Dispose();

    private static string Filled(string path) => string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? "1" + part[(part.IndexOf('}', StringComparison.Ordinal) + 1)..] : part));
}
