using Rota.Web.Client;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>All that can be asked for. A test holds the list, with the scope of each, against docs/api.md.</summary>
public static class ApiRoutes
{
    /// <summary>The routes.</summary>
    public static IReadOnlyList<Route> All { get; } =
    [
        .. JobRoutes.All,
        .. LogRoutes.All,
        .. EventRoutes.All,
        .. SubmissionRoutes.All,
        .. SpecRoutes.All,
        .. FollowRoutes.All,
        .. SteeringRoutes.All,
        .. TaskRoutes.All,
        .. QueueRoutes.All,
        .. ScheduleRoutes.All,
        .. BackfillRoutes.All,
        .. NotificationRoutes.All,
        .. RuleRoutes.All,
        .. MachineRoutes.All,
        .. ServerRoutes.All,
        .. MetricRoutes.All,
        .. HealthRoutes.All,
        .. DocumentRoutes.All,
    ];
}
