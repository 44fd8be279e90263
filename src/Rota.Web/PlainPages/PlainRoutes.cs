using Microsoft.AspNetCore.Http;
using Rota.Web.Routing;

namespace Rota.Web.PlainPages;

/// <summary>Pages without script: for text browsers, for who switched it off, and for slow lines.</summary>
public static class PlainRoutes
{
    private const string Resource = "Rota.Web.PlainPages.css";

    /// <summary>The routes.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        PlainPage.Route("", "How the state stands, as a page without script.", OverviewPage.Of),
        PlainPage.Route("/jobs", "The jobs, as a page without script.", JobPages.List).With(JobPages.Query),
        PlainPage.Route("/jobs/{job}", "One job and its tasks.", JobPage.Of).With(JobPages.Query),
        PlainPage.Route("/tasks/{task}", "One task, and the last lines of its output.", TaskPage.Of) with
        {
            Scope = Scope.Logs,
        },
        PlainPage.Route("/queues", "The queues, as a page without script.", SettingPages.Queues),
        PlainPage.Route("/schedules", "The schedules, as a page without script.", SettingPages.Schedules),
        new(HttpMethods.Get, PlainPage.Root + "/login", Scope.None, "The form that logs such a browser in.")
        {
            ContentType = "text/html",
            Handle = call => PlainPage.Send(call.Http, StatusCodes.Status200OK, LoginPage.Of(why: null).Bytes()),
        },
        new(HttpMethods.Post, PlainPage.Root + "/login", Scope.None, "Logs such a browser in.")
        {
            ContentType = "text/html",
            Handle = LoginPage.Enter,
        },
        new(HttpMethods.Get, PlainPage.Root + "/style.css", Scope.None, "How these pages look.")
        {
            ContentType = "text/css",
            Handle = Style,
        },
    ];

    private static async Task Style(Call call)
    {
        using var style = typeof(PlainRoutes).Assembly.GetManifestResourceStream(Resource)!;
        call.Http.Response.ContentType = "text/css; charset=utf-8";
        await style.CopyToAsync(call.Http.Response.Body, call.Left).ConfigureAwait(false);
    }
}
