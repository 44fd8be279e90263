using Rota.App.Checking;
using Rota.App.Slots;
using Rota.App.Watching;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>Looks at the state as a whole, and at the machine.</summary>
internal static class MachineRoutes
{
    private const int RowsUsual = 20;
    private const int RowsMax = 500;

    public static readonly IReadOnlyList<Route> All =
    [
        Routes
            .Look("/v1/overview", "How the state stands now, in a page.", WatchingJson.Default.Overview, Overview)
            .With(
                new Parameter("rows", $"jobs, tasks and failures at most, {RowsUsual} where it is not given"),
                new Parameter("jobs", "jobs at most, in place of rows"),
                new Parameter("running", "tasks that run at most, in place of rows"),
                new Parameter("failures", "failures at most, in place of rows")
            ),
        Routes.Look(
            "/v1/slots",
            "The timetable of the runners.",
            SlotJson.Default.TimetableView,
            call => SlotCases.Now(call.Site)
        ),
        Routes.Look(
            "/v1/check",
            "Proves the invariants over what is stored and what lives.",
            CheckingJson.Default.CheckReport,
            call => StateProof.Run(call.Site)
        ),
        Routes.Look(
            "/v1/doctor",
            "What this machine can do, and what will hurt.",
            CheckingJson.Default.MachineReport,
            call => Machine.Examine(call.Site)
        ),
    ];

    private static Overview Overview(Call call)
    {
        var rows = call.Number("rows", 1, RowsMax) ?? RowsUsual;
        return call.Overviews.Read(new OverviewRequest(Of("jobs"), Of("running"), Of("failures")));

        int Of(string part) => call.Number(part, 1, RowsMax) ?? rows;
    }
}
