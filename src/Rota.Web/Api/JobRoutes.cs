using Microsoft.AspNetCore.Http;
using Rota.App.Efficiency;
using Rota.App.Explaining;
using Rota.App.Failing;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>Looks at jobs and their tasks.</summary>
internal static class JobRoutes
{
    private const int RunsUsual = 20;
    private const int RunsMax = 100_000;
    private static readonly Parameter Where = new("where", "only tasks with these values: lr=0.1,seed=3");

    public static readonly IReadOnlyList<Route> All =
    [
        Routes
            .Look("/v1/jobs", "The jobs, newest first.", JobJson.Default.JobList, List)
            .With(PageParameters.All)
            .With(new Parameter("tag", "only those with this label, as team=vision; several after commas")),
        new(HttpMethods.Get, "/v1/jobs/{job}", Scope.Read, "One job and its entries.")
        {
            Query =
            [
                Routes.Fields,
                new("wait_for", $"ended: answer only then, or after the seconds of Prefer: wait={JobWaits.Usual}"),
            ],
            Answer = JobJson.Default.JobStatus,
            Handle = JobWaits.Status,
        },
        Routes
            .Look("/v1/jobs/{job}/tasks", "The tasks of a job, or of one entry of it.", JobJson.Default.TaskList, Tasks)
            .With(PageParameters.All)
            .With(Where),
        Routes.Look(
            "/v1/jobs/{job}/failures",
            "What failed of it, by cause.",
            FailingJson.Default.FailureGroups,
            call => FailureCases.Of(call.Site, call.Path("job"))
        ),
        Routes.Look(
            "/v1/jobs/{job}/efficiency",
            "What its tasks asked for beside what they used.",
            EfficiencyJson.Default.EfficiencyView,
            call => EfficiencyCase.Of(call.Site, call.Path("job"))
        ),
        Routes
            .Look(
                "/v1/names/{name}/runs",
                "The last jobs of a name, and how long they took.",
                JobJson.Default.RunHistory,
                call =>
                    HistoryCases.Of(
                        call.Site,
                        new HistoryRequest(call.Path("name"), call.Number("limit", 1, RunsMax) ?? RunsUsual)
                    )
            )
            .With(new Parameter("limit", $"how many, {RunsUsual} where it is not given")),
        Routes
            .Look(
                "/v1/tasks/{task}/explanation",
                "Why a task does not run: every check that holds it back.",
                ExplainJson.Default.TaskExplanation,
                call => ExplainCase.Of(call.Site, call.Path("task"), call.Query("where"))
            )
            .With(Where),
    ];

    private static JobList List(Call call) =>
        JobCases.List(
            call.Site,
            new JobListRequest(PageParameters.Size(call), Tags(call.Query("tag"))) { Page = PageParameters.Of(call) }
        );

    private static TaskList Tasks(Call call) =>
        TaskCases.List(
            call.Site,
            new TaskListRequest(call.Path("job"), null) { Page = PageParameters.Of(call), Where = call.Query("where") }
        );

    private static Dictionary<string, string> Tags(string? text)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text?.Split(',') ?? [])
        {
            tags[pair.Split('=')[0]] = pair.Contains('=')
                ? pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..]
                : throw new ProblemException(ProblemCodes.Usage, $"tag={pair}: write a name and a value, team=vision");
        }

        return tags;
    }
}
