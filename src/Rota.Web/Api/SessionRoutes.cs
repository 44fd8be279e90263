using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Web.Access;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>Logs browsers in and out: who cannot send a token with every request sends a cookie.</summary>
internal static class SessionRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        new(
            HttpMethods.Post,
            "/v1/session",
            Scope.None,
            "Log a browser in, by a one-time code or a token; the answer sets a cookie."
        )
        {
            Body = SessionJson.Default.SessionBody,
            Answer = SessionJson.Default.SessionView,
            Handle = Enter,
        },
        new(HttpMethods.Delete, "/v1/session", Scope.None, "Log a browser out.")
        {
            Handle = call =>
            {
                if (SessionCookie.Of(call.Http.Request) is { } id)
                {
                    Of<Sessions>(call).End(id);
                    SessionCookie.TakeAway(call.Http);
                }

                call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            },
        },
        new(HttpMethods.Post, "/v1/session/codes", Scope.Read, "A code that logs a browser in, once, within 5 minutes.")
        {
            Answer = SessionJson.Default.CodeView,
            Handle = call =>
            {
                var code = new CodeView(
                    Of<LoginCodes>(call).Issue(call.Caller?.Proof ?? Session.OfState),
                    call.Site.Now + LoginCodes.Life
                );
                return Send(call, JsonAnswer.Bytes(code, SessionJson.Default.CodeView));
            },
        },
    ];

    private static async Task Enter(Call call)
    {
        var body = await BodyReader.Read(call, SessionJson.Default.SessionBody).ConfigureAwait(false);
        var proof = (body.Code, body.Token) switch
        {
            ({ } code, null) => Of<LoginCodes>(call).Take(code)
                ?? throw new ProblemException(
                    RequestProblems.NoToken,
                    "this address was used before, or it is older than 5 minutes",
                    "rota dashboard"
                ),
            (null, { } token) => Of<TokenCredentials>(call).Find(token) is { } caller
                ? Session.ProofOf(caller)
                : throw new ProblemException(
                    RequestProblems.NoToken,
                    "nobody knows this token, or it holds no more",
                    "that of the state is in its file api.token"
                ),
            _ => throw new ProblemException(ProblemCodes.Usage, "send either a code or a token"),
        };
        var (id, session) = Of<Sessions>(call).Begin(proof);
        SessionCookie.Give(call.Http, id, session.Until);
        await Send(call, JsonAnswer.Bytes(new SessionView(session.Until), SessionJson.Default.SessionView))
            .ConfigureAwait(false);
    }

    private static Task Send(Call call, ReadOnlyMemory<byte> content) =>
        JsonAnswer.Send(call.Http, StatusCodes.Status200OK, content);

    private static T Of<T>(Call call)
        where T : notnull => call.Http.RequestServices.GetRequiredService<T>();
}

/// <summary>By what a browser logs in: one of the two.</summary>
public sealed record SessionBody
{
    /// <summary>A code that <c>rota dashboard</c> or <c>rota up</c> printed.</summary>
    public string? Code { get; set; }

    /// <summary>The token of the state.</summary>
    public string? Token { get; set; }
}

/// <summary>A browser that is logged in.</summary>
/// <param name="Until">When it has to log in again.</param>
public sealed record SessionView(Instant Until) : View;

/// <summary>A code that logs a browser in.</summary>
/// <param name="Code">The code: it goes into the fragment of the address, as <c>#c=CODE</c>.</param>
/// <param name="Until">When it is none any more.</param>
public sealed record CodeView(string Code, Instant Until) : View;

/// <summary>Sessions as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(InstantConverter)]
)]
[JsonSerializable(typeof(SessionBody))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(CodeView))]
public sealed partial class SessionJson : JsonSerializerContext;
