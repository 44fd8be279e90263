using Rota.App.Problems;
using Rota.App.Searching;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>What a word means that somebody types.</summary>
internal static class SearchRoutes
{
    private const int LimitUsual = 10;
    private const int TextMax = 1_000;

    public static readonly IReadOnlyList<Route> All =
    [
        Routes
            .Look(
                "/v1/search",
                "What a word may mean: a job or task by its address, names that begin so, queues, schedules, nodes.",
                SearchJson.Default.SearchView,
                call =>
                    SearchCase.Of(
                        call.Site,
                        Text(call),
                        call.Number("limit", 1, SearchCase.EachMax) ?? LimitUsual,
                        isOfJobs: call.Caller is { Tags.Count: > 0 }
                    )
            )
            .With(
                new Parameter("text", "what was typed"),
                new Parameter("limit", $"how many of each kind, {LimitUsual} where it is not given")
            ),
    ];

    private static string Text(Call call) =>
        call.Query("text") is { Length: > 0 and <= TextMax } text
            ? text
            : throw new ProblemException(
                ProblemCodes.Usage,
                $"what is looked for? write text=, {TextMax} characters at most"
            );
}
