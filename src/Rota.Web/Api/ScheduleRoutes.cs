using Microsoft.AspNetCore.Http;
using Rota.App.Schedules;
using Rota.App.Submitting;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>Looks at schedules, and changes them. One is registered with a job, at <c>/v1/jobs</c>.</summary>
internal static class ScheduleRoutes
{
    private const int NextUsual = 5;
    private const int NextMax = 10_000;
    private const int HoursUsual = 24;

    public static readonly IReadOnlyList<Route> All =
    [
        Routes.Look(
            "/v1/schedules",
            "The schedules, with their next and their last run.",
            ScheduleJson.Default.ScheduleList,
            call => ScheduleCases.List(call.Site)
        ),
        Routes
            .Look(
                "/v1/upcoming",
                "The instants of all schedules in the next hours.",
                ScheduleJson.Default.UpcomingRuns,
                call => UpcomingRuns.Of(call.Site, call.Number("hours", 1, UpcomingRuns.HoursMax) ?? HoursUsual)
            )
            .With(new Parameter("hours", $"how many, {HoursUsual} where it is not given")),
        Routes.Look(
            "/v1/schedules/{schedule}",
            "How a schedule stands.",
            ScheduleJson.Default.ScheduleState,
            call => ScheduleCases.Find(call.Site, call.Path("schedule"))
        ),
        Routes
            .Look(
                "/v1/schedules/{schedule}/next",
                "When a schedule runs next.",
                ScheduleJson.Default.ScheduleRuns,
                call =>
                    ScheduleCases.Next(call.Site, call.Path("schedule"), call.Number("count", 1, NextMax) ?? NextUsual)
            )
            .With(new Parameter("count", $"how many instants, {NextUsual} where it is not given")),
        Changing("pause", "Pause a schedule: nothing of it fires.", ScheduleChange.Pause),
        Changing("resume", "Let a schedule fire again, from now on.", ScheduleChange.Resume),
        Changing("remove", "Forget a schedule; jobs that it made stay.", ScheduleChange.Removal),
        new(HttpMethods.Post, "/v1/schedules/{schedule}:run", Scope.Submit, "Submit its job now, beside its set times.")
        {
            Body = BodyJson.Default.RunBody,
            Answer = SubmitJson.Default.Accepted,
            Handle = Run,
        },
    ];

    private static Route Changing(string verb, string summary, ScheduleChange change) =>
        Routes.Act(
            $"/v1/schedules/{{schedule}}:{verb}",
            Scope.Operate,
            summary,
            BodyJson.Default.NoBody,
            ScheduleJson.Default.ScheduleState,
            (call, _) => ScheduleCases.Find(call.Site, call.Path("schedule")),
            (call, _) => ScheduleCases.Change(call.Site, call.Path("schedule"), change)
        );

    private static async Task Run(Call call)
    {
        Routes.RefuseKey(call);
        var body = await BodyReader.Read(call, BodyJson.Default.RunBody).ConfigureAwait(false);
        var accepted = await call
            .Lanes.Act(() => SubmitCases.RunSchedule(call.Site, call.Path("schedule"), body.Params), call.Left)
            .ConfigureAwait(false);
        call.Http.Response.Headers.Location = $"/v1/jobs/{accepted.Id}";
        await JsonAnswer
            .Send(call.Http, StatusCodes.Status201Created, JsonAnswer.Bytes(accepted, SubmitJson.Default.Accepted))
            .ConfigureAwait(false);
    }
}
