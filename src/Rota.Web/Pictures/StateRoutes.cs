using Microsoft.AspNetCore.Http;
using Rota.App.Pictures;
using Rota.App.Problems;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Pictures;

/// <summary>All tasks of a job, a byte each.</summary>
internal static class StateRoutes
{
    private static readonly Dictionary<string, TaskColour> Colours = Enum.GetValues<TaskColour>()
        .ToDictionary(colour => colour.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly string Kinds = string.Join(", ", Colours.Keys);

    public static readonly IReadOnlyList<Route> All =
    [
        new(HttpMethods.Get, "/v1/jobs/{job}/states", Scope.Read, "The states of all its tasks, a byte each.")
        {
            ContentType = "application/octet-stream",
            Query = [new("by", $"what a byte says: {Kinds}")],
            Handle = Vector,
        },
        Routes
            .Look(
                "/v1/jobs/{job}/states/changes",
                "What became of them after a position.",
                PictureJson.Default.StateChanges,
                call =>
                    VectorCases.After(
                        call.Site,
                        call.Path("job"),
                        Positions.Read(
                            call.Query("after")
                                ?? throw new ProblemException(ProblemCodes.Usage, "after which position? write after=")
                        )
                    )
            )
            .With(new Parameter("after", $"the position that was seen: the header {Positions.Header}")),
    ];

    private static async Task Vector(Call call)
    {
        var request = new VectorRequest(call.Path("job"), ColourOf(call.Query("by")));
        if (await Positions.IsKnown(call).ConfigureAwait(false))
        {
            return;
        }

        var vector = await call.Lanes.Look(() => VectorCases.Of(call.Site, request), call.Left).ConfigureAwait(false);
        call.Http.Response.Headers.ETag = Positions.TagOf(call, vector.Position);
        call.Http.Response.Headers[Positions.Header] = $"{vector.Position}";
        await BytesAnswer.Send(call.Http, "application/octet-stream", vector.Values).ConfigureAwait(false);
    }

    private static TaskColour ColourOf(string? text) =>
        text is null ? TaskColour.State
        : Colours.TryGetValue(text, out var colour) ? colour
        : throw new ProblemException(ProblemCodes.Usage, $"by={text}: one of {Kinds}");
}
