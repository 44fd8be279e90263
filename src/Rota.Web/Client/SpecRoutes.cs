using Microsoft.AspNetCore.Http;
using Rota.App.Planning;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.App.Submitting;
using Rota.Core.Schedules;
using Rota.Linux.Files;
using Rota.Linux.Users;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Client;

/// <summary>Takes in jobs that a client has read, more tasks, and what becomes of entries.</summary>
internal static class SpecRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        new(
            HttpMethods.Post,
            "/v1/jobs:submit",
            Scope.Submit,
            "Submit a job that a client has read, as the command line does; Idempotency-Key is its key."
        )
        {
            Query = [new("plan", "true: show what would be done, and do nothing")],
            Body = SentJson.Default.SpecBody,
            Answer = SubmitJson.Default.Accepted,
            Handle = Submit,
        },
        Routes.Act(
            "/v1/jobs/{job}:add",
            Scope.Submit,
            "Add tasks to an open job; Idempotency-Key is the key of the addition.",
            SentJson.Default.AddBody,
            SteeringJson.Default.AddedTasks,
            (call, body) => AddCases.Plan(call.Site, Added(call, body)),
            (call, body) => AddCases.Add(call.Site, Added(call, body))
        ),
        Routes.Act(
            "/v1/jobs/{job}:edit",
            Scope.Operate,
            "Change what entries of a job run of which no task has started.",
            SentJson.Default.EditBody,
            SteeringJson.Default.EditedJob,
            (call, body) => EditCases.Plan(call.Site, Edited(call, body)),
            (call, body) => EditCases.Edit(call.Site, Edited(call, body))
        ),
        Secret(
            Routes.Look(
                "/v1/jobs/{job}/stored",
                "A job as it is stored, with its variables: what its file is held against when it is read once more.",
                SteeringJson.Default.StoredJob,
                call => StoredJob.Of(call.Site, call.Path("job"))
            )
        ),
        Secret(
            Routes.Look(
                "/v1/jobs/{job}/editable",
                "What of a job may be changed in an editor.",
                SteeringJson.Default.EditableFile,
                call => EditableFile.Of(call.Site, call.Path("job"))
            )
        ),
    ];

    /// <summary>Who may only look is not told the variables of tasks.</summary>
    private static Route Secret(Route route) => route with { Scope = Scope.Operate };

    private static async Task Submit(Call call)
    {
        var body = await BodyReader.Read(call, SentJson.Default.SpecBody).ConfigureAwait(false);
        var (status, content) = await call.Lanes.Act(() => Take(call, body), call.Left).ConfigureAwait(false);
        await JsonAnswer.Send(call.Http, status, content).ConfigureAwait(false);
    }

    private static (int Status, ReadOnlyMemory<byte> Content) Take(Call call, SpecBody body)
    {
        var request = Read(call, body);
        if (call.Flag("plan"))
        {
            var plan = SubmitCases.Plan(call.Site, request);
            return (StatusCodes.Status200OK, JsonAnswer.Bytes(plan, PlanJson.Default.PlanView));
        }

        if (request.Registers)
        {
            var registered = SubmitCases.Register(call.Site, request);
            return (StatusCodes.Status200OK, JsonAnswer.Bytes(registered, SubmitJson.Default.Registration));
        }

        return AcceptedAnswer.Of(call, SubmitCases.Accept(call.Site, request));
    }

    private static SubmitRequest Read(Call call, SpecBody body)
    {
        var job = ReceivedJob.Read(body.Spec);
        return UserFiles.As(call.Caller?.Owner, () => ByteFiles.IsDirectory(job.Directory))
            ? new SubmitRequest
            {
                Job = job,
                Schedule = ScheduleOf(body),
                Registers = body.Register,
                Replaces = body.Replace,
                Slots = body.Slots,
                MayNeverFit = body.MayNeverFit,
                Key = call.Header("Idempotency-Key"),
                IfPlan = call.Header(PlanHeaders.If),
            }
            : throw new ProblemException(
                ProblemCodes.NoSuchDirectory,
                $"there is no directory {job.Directory} on the machine of the server",
                "tasks start in the one that -C names, by its whole path there"
            );
    }

    private static ScheduleSpec? ScheduleOf(SpecBody body)
    {
        if (body.Cron is not { } text)
        {
            return null;
        }

        var overlap = Overlaps.Of(body.Overlap ?? "skip");
        var (cron, why) = CronExpression.Parse(text);
        return cron is not null && Enum.IsDefined(overlap) && body.CatchUpSeconds is >= 0 and < 1e9
            ? new ScheduleSpec
            {
                Cron = cron,
                TimeZone = body.Timezone ?? ScheduleSpec.DefaultZone,
                Overlap = overlap,
                CatchUp = TimeSpan.FromSeconds(body.CatchUpSeconds),
            }
            : throw new ProblemException(ProblemCodes.Usage, $"cron {text}, overlap {body.Overlap}: {why}");
    }

    private static AddRequest Added(Call call, AddBody body) =>
        new(call.Path("job"), body.Task, ReceivedJob.ReadTasks(body.Tasks), call.Header("Idempotency-Key"));

    private static EditRequest Edited(Call call, EditBody body) =>
        new(call.Path("job"), ReceivedJob.Read(body.Wanted))
        {
            Since = body.Since is { } since ? ReceivedJob.Read(since) : null,
        };
}
