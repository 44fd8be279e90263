using Microsoft.AspNetCore.Http;
using Rota.App.Access;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>Makes tokens and takes them back.</summary>
internal static class TokenRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        Routes.Look(
            "/v1/tokens",
            "The tokens that people made.",
            AccessJson.Default.TokenList,
            call => TokenCases.List(call.Site)
        ) with
        {
            Scope = Scope.Admin,
        },
        new(HttpMethods.Post, "/v1/tokens", Scope.Admin, "Make a token; it is shown this once.")
        {
            Body = ControlBodyJson.Default.TokenBody,
            Answer = AccessJson.Default.NewToken,
            Handle = Create,
        },
        Routes.Do(
            "/v1/tokens/{token}:revoke",
            Scope.Admin,
            "Take a token back: what it has open is closed within a second.",
            AccessJson.Default.TokenList,
            call => TokenCases.Revoke(call.Site, call.Path("token"))
        ),
    ];

    private static async Task Create(Call call)
    {
        Routes.RefuseKey(call);
        var body = await BodyReader.Read(call, ControlBodyJson.Default.TokenBody).ConfigureAwait(false);
        var request = new TokenRequest(body.Name, string.Join(',', body.Scopes))
        {
            Tags = body.Tags,
            Expires = body.Expires,
        };
        var content = await call
            .Lanes.Act(
                () => JsonAnswer.Bytes(TokenCases.Create(call.Site, request), AccessJson.Default.NewToken),
                call.Left
            )
            .ConfigureAwait(false);
        await JsonAnswer.Send(call.Http, StatusCodes.Status201Created, content).ConfigureAwait(false);
    }
}
