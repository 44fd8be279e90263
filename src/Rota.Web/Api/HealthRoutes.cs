using Microsoft.AspNetCore.Http;
using Rota.App.Problems;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>Tells who supervises the daemon how it is. It needs no token and no place in a lane.</summary>
internal static class HealthRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        new(HttpMethods.Get, "/healthz", Scope.None, "Whether the process answers.")
        {
            Answer = AnswerJson.Default.HealthView,
            Handle = call => Send(call, new HealthView(true, null)),
        },
        new(HttpMethods.Get, "/readyz", Scope.None, "Whether it serves the state: the home can be read.")
        {
            Answer = AnswerJson.Default.HealthView,
            Handle = call => Send(call, Examine(call)),
        },
    ];

    private static HealthView Examine(Call call)
    {
        try
        {
            using var queries = call.Site.Open().Read();
            return queries.Frame.IsServingAll
                ? new HealthView(true, null)
                : new HealthView(false, "no daemon serves the state");
        }
        catch (Exception error)
        {
            return new HealthView(false, Failures.ProblemOf(error).Code.Name);
        }
    }

    private static Task Send(Call call, HealthView view) =>
        JsonAnswer.Send(
            call.Http,
            view.Ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
            JsonAnswer.Bytes(view, AnswerJson.Default.HealthView)
        );
}
