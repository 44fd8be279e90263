using Rota.App.Steering;
using Rota.Web.Routing;

namespace Rota.Web.Client;

/// <summary>Changes tasks by their addresses, of any jobs.</summary>
internal static class TaskRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        Holding("hold", "Hold tasks of any jobs that wait: all of those that are named, or none.", releases: false),
        Holding("release", "Release tasks of any jobs that are held.", releases: true),
        Routes.Act(
            "/v1/addresses:rerun",
            Scope.Operate,
            "Run ended tasks again, in the same job; also those that failed as one did.",
            SentJson.Default.AgainBody,
            SteeringJson.Default.RerunJob,
            (call, body) => RerunCases.Choose(call.Site, Meant(body)),
            Rerun
        ),
    ];

    private static Route Holding(string verb, string summary, bool releases)
    {
        return Routes.Act(
            $"/v1/addresses:{verb}",
            Scope.Operate,
            summary,
            SentJson.Default.TasksBody,
            SteeringJson.Default.HeldTasks,
            (call, body) => HoldCases.Plan(call.Site, Tasks(body)),
            (call, body) => HoldCases.Ask(call.Site, Tasks(body))
        );

        HoldRequest Tasks(TasksBody body) => new(body.Addresses, body.Tasks, releases);
    }

    private static RerunRequest Meant(AgainBody body) =>
        new(body.Address, body.Failed, body.All, body.Tasks) { Where = body.Where, Like = body.Like };

    private static RerunJob Rerun(Call call, AgainBody body)
    {
        Routes.RefuseKey(call);
        return RerunCases.Start(call.Site, RerunCases.Choose(call.Site, Meant(body)));
    }
}
