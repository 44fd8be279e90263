using System.Text.Json.Serialization.Metadata;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.Store.Turns;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>Changes what jobs do, each by its name and several at once.</summary>
internal static class SteeringRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        .. Asking(
            "cancel",
            "Cancel: nothing more starts, and what runs is ended; look at the job for when it has.",
            BodyJson.Default.CancelBody,
            body => [new Request.Cancel(body.Now)]
        ),
        .. Asking("pause", "Pause: nothing more starts.", BodyJson.Default.JobsBody, _ => [new Request.Pause()]),
        .. Asking(
            "resume",
            "Go on with what was paused or left.",
            BodyJson.Default.JobsBody,
            _ => [new Request.Resume(), new Request.Run()]
        ),
        .. Asking(
            "seal",
            "Take no more tasks: each ends when what it has is done.",
            BodyJson.Default.JobsBody,
            _ => [new Request.Seal()]
        ),
        .. Asking("set", "Change limits and priority while it runs.", BodyJson.Default.SetBody, Settings.Of),
        Routes.Act(
            "/v1/jobs/{job}:rerun",
            Scope.Operate,
            "Run ended tasks again, in the same job.",
            BodyJson.Default.RerunBody,
            SteeringJson.Default.RerunJob,
            Chosen,
            Rerun
        ),
        Holding("hold", "Hold tasks that wait: they do not start, and others pass them.", releases: false),
        Holding("release", "Release tasks that are held.", releases: true),
    ];

    /// <summary>Something that can be asked of a job, and of several at once.</summary>
    private static IEnumerable<Route> Asking<TBody>(
        string verb,
        string summary,
        JsonTypeInfo<TBody> body,
        Func<TBody, IReadOnlyList<Request>> asked
    )
        where TBody : JobsBody
    {
        var view = SteeringJson.Default.SteeredJobs;
        yield return Routes.Act(
            $"/v1/jobs/{{job}}:{verb}",
            Scope.Operate,
            summary,
            body,
            view,
            (call, said) => Whole(RequestCases.Plan(call.Site, One(call, asked(said)))),
            (call, said) => Whole(RequestCases.Ask(call.Site, One(call, asked(said))))
        );
        yield return Routes.Act(
            $"/v1/jobs:{verb}",
            Scope.Operate,
            $"The same for several jobs; those of which it cannot be asked are refused one by one. {summary}",
            body,
            view,
            (call, said) => RequestCases.Plan(call.Site, Several(said, asked(said))),
            (call, said) => RequestCases.Ask(call.Site, Several(said, asked(said))),
            (call, said) => OperationRoutes.AcceptFiltered(call, verb, said)
        );
    }

    private static Route Holding(string verb, string summary, bool releases)
    {
        return Routes.Act(
            $"/v1/jobs/{{job}}:{verb}",
            Scope.Operate,
            summary,
            BodyJson.Default.HoldBody,
            SteeringJson.Default.HeldTasks,
            (call, body) => HoldCases.Plan(call.Site, Meant(call, body)),
            (call, body) => HoldCases.Ask(call.Site, Meant(call, body))
        );

        HoldRequest Meant(Call call, HoldBody body) => new([Address(call, body.Task)], body.Tasks, releases);
    }

    private static JobsRequest One(Call call, IReadOnlyList<Request> asked) =>
        new([call.Path("job")], asked) { AwaitsEnd = false };

    private static JobsRequest Several(JobsBody body, IReadOnlyList<Request> asked) =>
        body.Jobs.Count == 0 && body.Tags.Count == 0
            ? throw new ProblemException(
                ProblemCodes.Usage,
                "no job is named",
                "name some in jobs, the labels of all that are meant in tags, or a filter"
            )
            : new(body.Jobs, asked) { Tags = body.Tags, AwaitsEnd = false };

    /// <summary>Of one job, a refusal is the answer.</summary>
    private static SteeredJobs Whole(SteeredJobs jobs) =>
        jobs.Refused is [var refused, ..] ? throw new ProblemException(refused.Problem) : jobs;

    private static RerunJob Chosen(Call call, RerunBody body) =>
        RerunCases.Choose(
            call.Site,
            new RerunRequest(Address(call, body.Task), body.Failed, body.All, body.Tasks)
            {
                Where = body.Where,
                Like = body.Like,
            }
        );

    private static RerunJob Rerun(Call call, RerunBody body)
    {
        Routes.RefuseKey(call);
        var chosen = Chosen(call, body);
        _ = RerunCases.Ask(call.Site, chosen);
        return chosen;
    }

    private static string Address(Call call, string? task) =>
        task is null ? call.Path("job") : $"{call.Path("job")}.{task}";
}
