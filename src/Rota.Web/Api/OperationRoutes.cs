using Microsoft.AspNetCore.Http;
using Rota.App.Operations;
using Rota.App.Problems;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>What is asked of many jobs or tasks at once: accepted as one row, worked off beside the runners.</summary>
internal static class OperationRoutes
{
    private const int LimitUsual = 50;
    private const int LimitMax = 1_000;

    public static readonly IReadOnlyList<Route> All =
    [
        Routes
            .Look(
                "/v1/operations",
                "What was asked of many at once, newest first.",
                OperationJson.Default.OperationList,
                call => OperationCases.List(call.Site, call.Number("limit", 1, LimitMax) ?? LimitUsual)
            )
            .With(new Parameter("limit", $"how many, {LimitUsual} where it is not given")),
        Routes.Look(
            "/v1/operations/{operation}",
            "How far an operation is.",
            OperationJson.Default.OperationView,
            call => OperationCases.Find(call.Site, call.Path("operation"))
        ),
        Routes.Do(
            "/v1/operations/{operation}:cancel",
            Scope.Operate,
            "Stop an operation: what was done stays done.",
            OperationJson.Default.OperationView,
            call => OperationCases.Cancel(call.Site, call.Path("operation"))
        ),
        OfJobs("rerun", "Run again what failed of all jobs that a filter means."),
        OfJobs("hold", "Hold all jobs that a filter means: nothing more of them starts."),
        OfJobs("release", "Release all jobs that a filter means, and what is held of their tasks."),
        OfTasks("rerun", "Run ended tasks again that a filter means."),
        OfTasks("hold", "Hold tasks that wait and that a filter means."),
        OfTasks("release", "Release tasks that are held and that a filter means."),
    ];

    /// <summary>Accepts what is asked of all jobs that a filter means.</summary>
    /// <returns>Whether a filter is given; else nothing was done.</returns>
    /// <exception cref="ProblemException">It cannot be asked of many, or something else is said beside.</exception>
    public static async Task<bool> AcceptFiltered(Call call, string verb, JobsBody body)
    {
        if (body.Filter is { } filter)
        {
            RefusePlan(call);
            await Accept(call, Filtered(verb, filter, body)).ConfigureAwait(false);
        }

        return body.Filter is not null;
    }

    /// <summary>Nothing is looked for before it is accepted: whoever asks for a plan must not get the deed.</summary>
    private static void RefusePlan(Call call)
    {
        if (call.Flag("plan") || call.Header(PlanHeaders.If) is not null)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "what a filter means is looked for when it is worked off: there is no plan of it",
                "see what it means now: GET /v1/jobs?filter=..."
            );
        }
    }

    private static OperationRequest Filtered(string verb, string filter, JobsBody body) =>
        body.Jobs.Count > 0 || body.Tags.Count > 0 || body is CancelBody { Now: true }
            ? throw new ProblemException(
                ProblemCodes.Usage,
                "a filter says which jobs are meant, and so do jobs and tags; and now is for jobs that are named",
                "keep one of them; a label is a term of the filter too: tag.team:vision"
            )
            : new OperationRequest($"jobs.{verb}", filter);

    private static Route OfJobs(string verb, string summary) =>
        new(HttpMethods.Post, $"/v1/jobs:{verb}", Scope.Operate, summary)
        {
            Body = ControlBodyJson.Default.FilterBody,
            Answer = OperationJson.Default.OperationView,
            Handle = async call =>
            {
                var body = await BodyReader.Read(call, ControlBodyJson.Default.FilterBody).ConfigureAwait(false);
                await Accept(call, new OperationRequest($"jobs.{verb}", body.Filter)).ConfigureAwait(false);
            },
        };

    private static Route OfTasks(string verb, string summary) =>
        new(HttpMethods.Post, $"/v1/tasks:{verb}", Scope.Operate, summary)
        {
            Body = ControlBodyJson.Default.TasksBody,
            Answer = OperationJson.Default.OperationView,
            Handle = async call =>
            {
                var body = await BodyReader.Read(call, ControlBodyJson.Default.TasksBody).ConfigureAwait(false);
                var request = new OperationRequest($"tasks.{verb}", body.Filter) { Jobs = body.Jobs };
                await Accept(call, request).ConfigureAwait(false);
            },
        };

    private static async Task Accept(Call call, OperationRequest request)
    {
        Routes.RefuseKey(call);
        var (number, content) = await call
            .Lanes.Act(
                () =>
                {
                    var accepted = OperationCases.Accept(call.Site, request);
                    return (accepted.Id, JsonAnswer.Bytes(accepted, OperationJson.Default.OperationView));
                },
                call.Left
            )
            .ConfigureAwait(false);
        call.Http.Response.Headers.Location = $"/v1/operations/{number}";
        await JsonAnswer.Send(call.Http, StatusCodes.Status202Accepted, content).ConfigureAwait(false);
    }
}
