using Rota.App.Tasks;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>One task.</summary>
internal static class TaskDetailRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        Routes.Look(
            "/v1/tasks/{task}",
            "One task with all its attempts.",
            TaskJson.Default.TaskDetail,
            call => TaskDetail.Of(call.Site, call.Path("task"))
        ),
    ];
}
