using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rota.App.Attending;
using Rota.App.Explaining;
using Rota.App.Exporting;
using Rota.App.Following;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.App.Submitting;
using Rota.Core.Model;
using Rota.Web.Routing;

namespace Rota.Web.Client;

/// <summary>What somebody needs who follows jobs from elsewhere, and takes them elsewhere.</summary>
internal static class FollowRoutes
{
    private const int SlotsMax = 1_000_000;

    public static readonly IReadOnlyList<Route> All =
    [
        Routes
            .Look(
                "/v1/jobs/{job}/progress",
                "A job for who follows it: how it stands, what runs, and what failed since.",
                AttendingJson.Default.FollowedJob,
                call => FollowCases.Now(call.Site, call.Path("job"), Since(call), Asked(call))
            )
            .With(
                new Parameter("since", "the end of the last failure that is known; an instant"),
                new Parameter("request", "the number of a request: is_current says whether it is carried out")
            ),
        Routes.Look(
            "/v1/jobs/{job}/summary",
            "How a job ended, with its slowest tasks.",
            FollowingJson.Default.JobSummary,
            call => FollowCases.Summary(call.Site, call.Path("job"))
        ),
        Routes.Look(
            "/v1/jobs/{job}/standstill",
            "Why nothing of a job runs, where nothing does.",
            ExplainJson.Default.StandstillView,
            call => Standstills.Of(call.Site, call.Path("job"))
        ),
        Routes
            .Look(
                "/v1/jobs/{job}/slot-effect",
                "What keeps a number of slots from having the effect that it seems to have.",
                SubmitJson.Default.SlotEffect,
                call => SlotEffectCase.Of(call.Site, call.Path("job"), call.Number("slots", 1, SlotsMax) ?? 1)
            )
            .With(new Parameter("slots", "how many were asked for")),
        Routes
            .Look(
                "/v1/open-jobs",
                "The jobs that can be gone on with, in the order of their turn.",
                SteeringJson.Default.OpenJobs,
                call => OpenJobs.Of(call.Site, call.Query("job"))
            )
            .With(new Parameter("job", "that one alone: its number or name")),
        new(HttpMethods.Get, "/v1/jobs/{job}/export", Scope.Read, "The attempts of a job for other programs.")
        {
            ContentType = "application/octet-stream",
            Query = [new("format", "json, csv, raw-csv, joblog or trace")],
            Handle = Export,
        },
    ];

    private static async Task Export(Call call)
    {
        var request = new ExportRequest(call.Path("job"), ExportFormats.Of(call.Query("format") ?? "json"));
        using var place = await call.Lanes.Copy(call.Left).ConfigureAwait(false);
        call.Http.Response.ContentType = "application/octet-stream";
        call.Http.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        ExportCases.Write(call.Site, request, call.Http.Response.Body);
    }

    private static Instant? Since(Call call) =>
        call.Query("since") is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? Instant.From(instant)
        : throw new ProblemException(ProblemCodes.Usage, $"since={text}: this is no instant");

    private static long? Asked(Call call) =>
        call.Query("request") is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ProblemException(ProblemCodes.Usage, $"request={text}: this is no number of a request");
}
