using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.App.Watching;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Client;

/// <summary>Tells who serves, sets its slots, and shows a job as a screen does.</summary>
internal static class ServerRoutes
{
    private const int RowsUsual = 100;
    private const int RowsMax = 1_000;
    private const int SlotsMax = 1_000_000;

    public static readonly IReadOnlyList<Route> All =
    [
        Routes.Look(
            "/v1/server",
            "Who serves the state.",
            ServingJson.Default.ServerView,
            call => ServerCase.Of(call.Site)
        ),
        new(HttpMethods.Put, "/v1/slots", Scope.Operate, "Set how many tasks run at a time in all, at once.")
        {
            Body = SentJson.Default.SlotsBody,
            Answer = ServingJson.Default.SetSlots,
            Handle = SetSlots,
        },
        Routes
            .Look(
                "/v1/jobs/{job}/page",
                "The tasks of a job that fit a screen: of many the first of each kind.",
                WatchingJson.Default.JobPage,
                Page
            )
            .With(new Parameter("rows", $"tasks at most, {RowsUsual} where it is not given")),
    ];

    private static async Task SetSlots(Call call)
    {
        var body = await BodyReader.Read(call, SentJson.Default.SlotsBody).ConfigureAwait(false);
        if (body.Slots is < 1 or > SlotsMax)
        {
            throw new ProblemException(ProblemCodes.BadOption, $"slots {body.Slots}: 1 to {SlotsMax}");
        }

        var content = await call
            .Lanes.Act(
                () => JsonAnswer.Bytes(SetSlotsCase.Set(call.Site, body.Slots), ServingJson.Default.SetSlots),
                call.Left
            )
            .ConfigureAwait(false);
        await JsonAnswer.Send(call.Http, StatusCodes.Status200OK, content).ConfigureAwait(false);
    }

    private static JobPage Page(Call call)
    {
        using var reader = new OverviewReader(call.Site);
        var rows = call.Number("rows", 1, RowsMax) ?? RowsUsual;
        return
            long.TryParse(call.Path("job"), NumberStyles.None, CultureInfo.InvariantCulture, out var job)
            && reader.Read(job, rows) is { } page
            ? page
            : throw new ProblemException(ProblemCodes.NoSuchJob, $"there is no job {call.Path("job")}", "try: rota ls");
    }
}
