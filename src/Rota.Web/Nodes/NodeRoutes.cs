using Rota.App.Cells;
using Rota.Core.Placement.Nodes;
using Rota.Web.Routing;

namespace Rota.Web.Nodes;

/// <summary>The machines of the cell: looks at them, has them take work or none, takes them out.</summary>
internal static class NodeRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        Routes.Look(
            "/v1/nodes",
            "The machines of the cell: the home's own, and the others as it heard of them last.",
            CellsJson.Default.CellNodes,
            call => NodeLooks.Of(call.Site, call.Roster)
        ),
        Stand("cordon", NodeStanding.Cordoned, "Let nothing more start on a node; what runs there goes on."),
        Stand("drain", NodeStanding.Draining, "Have a node become empty: nothing more starts there."),
        Stand("open", NodeStanding.Open, "Let a node take work again."),
        Routes.Do(
            "/v1/nodes/{node}:remove",
            Scope.Admin,
            "Take a node out of the cell: what it runs counts as lost.",
            CellsJson.Default.RemovedView,
            call => NodeCases.Remove(call.Site, call.Path("node"))
        ),
    ];

    private static Route Stand(string verb, NodeStanding standing, string summary) =>
        Routes.Do(
            $"/v1/nodes/{{node}}:{verb}",
            Scope.Operate,
            summary,
            CellsJson.Default.StandingView,
            call => NodeCases.Stand(call.Site, call.Path("node"), standing)
        );
}
