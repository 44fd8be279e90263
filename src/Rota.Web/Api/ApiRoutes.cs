using Rota.Web.Budgets;
using Rota.Web.Client;
using Rota.Web.Events;
using Rota.Web.Filters;
using Rota.Web.Nodes;
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
        .. OfJobs(JobRoutes.All),
        .. OfJobs(NoteRoutes.All),
        .. OfJobs(FilterRoutes.Counts),
        .. FilterRoutes.All,
        .. OfJobs(TaskDetailRoutes.All),
        .. OfJobs(StateRoutes.All),
        .. OfJobs(PictureRoutes.All),
        .. OfJobs(LogRoutes.All),
        .. OfJobs(StreamRoutes.All),
        .. OfJobs(EventRoutes.All),
        .. OfJobs(TopicRoutes.All),
        .. OfJobs(SearchRoutes.All),
        .. OfJobs(SubmissionRoutes.All),
        .. OfJobs(SpecRoutes.All),
        .. OfJobs(FollowRoutes.All),
        .. OfJobs(SteeringRoutes.All),
        .. OfJobs(TaskRoutes.All),
        .. QueueRoutes.All,
        .. BudgetRoutes.All,
        .. ScheduleRoutes.All,
        .. BackfillRoutes.All,
        .. NotificationRoutes.All,
        .. RuleRoutes.All,
        .. MachineRoutes.All,
        .. NodeRoutes.All,
        .. CourseRoutes.All,
        .. OperationRoutes.All,
        .. TokenRoutes.All,
        .. AuditRoutes.All,
        .. ServerRoutes.All,
        .. MetricRoutes.All,
        .. HealthRoutes.All,
        .. SessionRoutes.All,
        .. DocumentRoutes.All,
    ];

    /// <summary>Routes that whoever may see some jobs only may ask for too: they find others absent.</summary>
    private static IEnumerable<Route> OfJobs(IEnumerable<Route> routes) => routes.Select(route => route.OfJobs());
}
