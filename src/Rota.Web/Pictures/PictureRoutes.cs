using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Rota.App.Pictures;
using Rota.App.Problems;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Pictures;

/// <summary>What pictures of a whole job are made of: as large for a million tasks as for a thousand.</summary>
internal static class PictureRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        Picture(
            "durations",
            "How long its attempts took, with percentiles.",
            PictureJson.Default.Durations,
            call => Durations.Of(call.Site, call.Path("job"))
        ),
        Routes
            .Look(
                "/v1/jobs/{job}/timeline",
                "What ran where and when, and its critical path.",
                PictureJson.Default.Timeline,
                Timed
            )
            .With(new Parameter("from", "from when on, RFC 3339"), new Parameter("to", "until when")),
        Picture(
            "graph",
            "Its entries and their needs, few enough to look at.",
            PictureJson.Default.GraphView,
            call => GraphView.Of(call.Site, call.Path("job"))
        ),
    ];

    /// <summary>Who has seen what there is now is told so before all attempts are gone through.</summary>
    private static Route Picture<TView>(string name, string summary, JsonTypeInfo<TView> type, Func<Call, TView> look)
        where TView : View =>
        new(HttpMethods.Get, "/v1/jobs/{job}/" + name, Scope.Read, summary)
        {
            Answer = type,
            Handle = async call =>
            {
                if (await Positions.IsKnown(call).ConfigureAwait(false))
                {
                    return;
                }

                var (position, content) = await call
                    .Lanes.Look(
                        () => (VectorCases.Position(call.Site, call.Path("job")), JsonAnswer.Bytes(look(call), type)),
                        call.Left
                    )
                    .ConfigureAwait(false);
                await JsonAnswer
                    .Send(call.Http, StatusCodes.Status200OK, content, Positions.TagOf(call, position))
                    .ConfigureAwait(false);
            },
        };

    private static Timeline Timed(Call call) =>
        TimelineCase.Of(call.Site, new TimelineRequest(call.Path("job"), At(call, "from"), At(call, "to")));

    private static Instant? At(Call call, string name) =>
        call.Query(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? Instant.From(at)
        : throw new ProblemException(ProblemCodes.Usage, $"{name}={text}: write it as 2026-11-28T22:00:00Z");
}
