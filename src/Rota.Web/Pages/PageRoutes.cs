using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rota.App.Problems;
using Rota.Dashboard;
using Rota.Web.Access;
using Rota.Web.Routing;

namespace Rota.Web.Pages;

/// <summary>
/// The dashboard: one page for all its addresses, and the files that it loads. They hold nothing of the state, so
/// everybody gets them; what they show, they ask for.
/// </summary>
public static class PageRoutes
{
    private const string Immutable = "public, max-age=31536000, immutable";

    /// <summary>What every page asks for first: its browser fetches it while the script is on its way.</summary>
    private const string First = "</v1/overview?rows=20>; rel=preload; as=fetch; crossorigin";

    /// <summary>The routes.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        new(HttpMethods.Get, "/{**page:page}", Scope.None, "A page of the dashboard.")
        {
            ContentType = "text/html",
            IsOpenQuery = true,
            Handle = Page,
        },
        new(HttpMethods.Get, "/assets/{file}", Scope.None, "A file of the dashboard, named by its content.")
        {
            ContentType = "text/javascript",
            Handle = Asset,
        },
    ];

    private static Task Page(Call call)
    {
        var headers = call.Http.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = PagePolicy.Text;
        // Who is not logged in would be refused it, and a page that has just logged in would find that refusal.
        if (call.Http.RequestServices.GetRequiredService<SessionCredentials>().Knows(call.Http.Request))
        {
            headers.Link = First;
        }

        return PageFiles.Page is { } page ? PageAnswer.Send(call.Http, page) : PageAnswer.SendMissing(call.Http);
    }

    private static Task Asset(Call call)
    {
        var file =
            PageFiles.Find($"assets/{call.Path("file")}")
            ?? throw new ProblemException(
                RequestProblems.NoSuchRoute,
                "there is no such file",
                "load the page again: another version of it is here"
            );
        call.Http.Response.Headers.CacheControl = Immutable;
        return PageAnswer.Send(call.Http, file);
    }
}
