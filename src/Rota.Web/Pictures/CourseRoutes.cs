using Rota.App.Course;
using Rota.Web.Routing;

namespace Rota.Web.Pictures;

/// <summary>How the state went in the last hours.</summary>
internal static class CourseRoutes
{
    private const int MinutesUsual = 6 * 60;

    public static readonly IReadOnlyList<Route> All =
    [
        Routes
            .Look(
                "/v1/course",
                "How the state went in the last hours, minute by minute.",
                CourseJson.Default.CourseView,
                call => call.Course.Newest(call.Number("minutes", 1, MinuteRing.Kept) ?? MinutesUsual)
            )
            .With(new Parameter("minutes", $"how many, {MinutesUsual} where it is not given")),
    ];
}
