using System.Globalization;
using Rota.App.Notes;
using Rota.App.Problems;
using Rota.App.Specs;
using Rota.Core.Model;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>What pages show of jobs beside their counters; of many at once, so that no row needs a request.</summary>
internal static class NoteRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        Routes
            .Look(
                "/v1/job-notes",
                "What goes with rows of a list of jobs: the last runs of their names, and what fails in them.",
                NotesJson.Default.JobNotes,
                call => NoteCases.Of(call.Site, Jobs(call.Query("jobs")))
            )
            .With(new Parameter("jobs", $"their numbers after commas, {NoteCases.JobsMax} at most")),
        Routes.Look(
            "/v1/jobs/{job}/spec",
            "What a job is: its entries as a file, its parameters and its environment.",
            SpecJson.Default.JobSpecView,
            call => SpecCases.Of(call.Site, call.Path("job"))
        ),
    ];

    private static JobId[] Jobs(string? text)
    {
        var words = text?.Split(',', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return words.Length > NoteCases.JobsMax
            ? throw new ProblemException(ProblemCodes.Usage, $"jobs: {words.Length}, and {NoteCases.JobsMax} at most")
            : [.. words.Select(Number)];
    }

    private static JobId Number(string word) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new JobId(number)
            : throw new ProblemException(ProblemCodes.Usage, $"jobs={word}: this is no number of a job");
}
