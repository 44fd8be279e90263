using Rota.App.Schedules;
using Rota.Web.Routing;

namespace Rota.Web.Client;

/// <summary>Makes up for instants of a schedule that have passed.</summary>
internal static class BackfillRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        Routes.Act(
            "/v1/schedules/{schedule}:backfill",
            Scope.Submit,
            "Submit jobs for instants of a schedule that have passed, a job each.",
            SentJson.Default.BackfillBody,
            ScheduleJson.Default.BackfillView,
            (call, body) => BackfillCase.Plan(call.Site, Meant(call, body)),
            (call, body) => BackfillCase.Do(call.Site, Meant(call, body))
        ),
    ];

    private static BackfillRequest Meant(Call call, BackfillBody body) =>
        new(call.Path("schedule"), body.From, body.To)
        {
            Every = body.Every,
            Parallel = body.Parallel,
            Again = body.Again,
            Params = body.Params,
        };
}
