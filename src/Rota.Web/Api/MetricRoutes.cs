using Microsoft.AspNetCore.Http;
using Rota.Web.Metrics;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>What Prometheus reads.</summary>
internal static class MetricRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        new(HttpMethods.Get, "/metrics", Scope.Read, "Counters and levels in the text format of Prometheus.")
        {
            ContentType = "text/plain",
            Handle = async call =>
            {
                var text = await call
                    .Lanes.Look(
                        () => call.Metrics.Read(PrometheusText.Of) + PrometheusText.Of(HomeLevels.Of(call.Site)),
                        call.Left
                    )
                    .ConfigureAwait(false);
                call.Http.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
                await call.Http.Response.WriteAsync(text, call.Left).ConfigureAwait(false);
            },
        },
    ];
}
