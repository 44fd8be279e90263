using Rota.Web.Pictures;
using Rota.Web.Routing;
using Rota.Web.Streams;

namespace Rota.Web.Api;

/// <summary>All that can be asked for. A test holds the list, with the scope of each, against docs/api.md.</summary>
public static class ApiRoutes
{
    /// <summary>The routes.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        .. JobRoutes.All,
        .. NoteRoutes.All,
        .. TaskDetailRoutes.All,
        .. StateRoutes.All,
        .. PictureRoutes.All,
        .. LogRoutes.All,
        .. StreamRoutes.All,
        .. EventRoutes.All,
        .. ChangeRoutes.All,
        .. SubmissionRoutes.All,
        .. SteeringRoutes.All,
        .. QueueRoutes.All,
        .. ScheduleRoutes.All,
        .. NotificationRoutes.All,
        .. MachineRoutes.All,
        .. CourseRoutes.All,
        .. MetricRoutes.All,
        .. HealthRoutes.All,
        .. SessionRoutes.All,
        .. DocumentRoutes.All,
    ];
}
