using Microsoft.AspNetCore.Http;
using Rota.App.Problems;
using Rota.App.Queues;
using Rota.App.Wording;
using Rota.Core.Schedules;
using Rota.Web.Answers;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>Looks at queues, and sets what holds for them.</summary>
internal static class QueueRoutes
{
    public static readonly IReadOnlyList<Route> All =
    [
        Routes.Look(
            "/v1/queues",
            "The queues, and how full they are.",
            QueueJson.Default.QueueList,
            call => QueueCases.List(call.Site)
        ),
        Routes.Look(
            "/v1/concurrency-keys",
            "The concurrency keys of tasks that run, and who holds them.",
            QueueJson.Default.KeyList,
            call => KeyCases.List(call.Site)
        ),
        new(
            HttpMethods.Get,
            "/v1/queues/{queue}",
            Scope.Read,
            "One queue. Its ETag is the version of what is set for it."
        )
        {
            Answer = QueueJson.Default.QueueList,
            Handle = Look,
        },
        new(
            HttpMethods.Patch,
            "/v1/queues/{queue}",
            Scope.Operate,
            "Set the limit or the hours of a queue, or pause it."
        )
        {
            Body = BodyJson.Default.QueueBody,
            Answer = QueueJson.Default.QueueList,
            Handle = Change,
        },
        new(HttpMethods.Delete, "/v1/queues/{queue}", Scope.Operate, "Forget what was set for a queue.")
        {
            Answer = QueueJson.Default.QueueList,
            Handle = call => Apply(call, [new QueueChange.Removal(call.Path("queue"))]),
        },
    ];

    private static async Task Look(Call call)
    {
        var queue =
            await call.Lanes.Look(() => Find(call), call.Left).ConfigureAwait(false)
            ?? throw new ProblemException(
                LimitProblems.NoSuchQueue,
                $"there is no queue {Plain.Line(call.Path("queue"))}",
                "see them: /v1/queues"
            );
        await Send(call, queue).ConfigureAwait(false);
    }

    private static async Task Change(Call call)
    {
        var body = await BodyReader.Read(call, BodyJson.Default.QueueBody).ConfigureAwait(false);
        QueueChange[] changes = [.. Changes(call.Path("queue"), body)];
        if (changes.Length == 0)
        {
            throw new ProblemException(ProblemCodes.Usage, "nothing is set", "say what: concurrency, paused, open");
        }

        await Apply(call, changes).ConfigureAwait(false);
    }

    private static async Task Apply(Call call, QueueChange[] changes)
    {
        var queue = await call.Lanes.Act(() => Changed(call, changes), call.Left).ConfigureAwait(false);
        await Send(call, queue).ConfigureAwait(false);
    }

    private static QueueView? Changed(Call call, QueueChange[] changes)
    {
        Versions.Compare(call, VersionOf(Find(call)));
        foreach (var change in changes)
        {
            QueueCases.Change(call.Site, change);
        }

        return Find(call);
    }

    private static IEnumerable<QueueChange> Changes(string queue, QueueBody body)
    {
        if (body.Concurrency is { } limit)
        {
            yield return limit >= -1
                ? new QueueChange.Limit(queue, limit < 0 ? null : limit)
                : throw new ProblemException(
                    ProblemCodes.BadOption,
                    $"concurrency {limit}: at least 0, or -1 for no limit"
                );
        }

        if (body.Open is { } hours)
        {
            var zone = body.Timezone ?? ScheduleSpec.DefaultZone;
            yield return new QueueChange.Open(queue, hours.Length == 0 ? null : hours, zone);
        }

        if (body.Paused is { } isPaused)
        {
            yield return new QueueChange.Pause(queue, isPaused);
        }
    }

    private static QueueView? Find(Call call) =>
        QueueCases.List(call.Site).Queues.FirstOrDefault(queue => queue.Name == call.Path("queue"));

    /// <summary>What is set, without what comes and goes.</summary>
    private static string VersionOf(QueueView? queue) =>
        JsonAnswer.TagOf(
            JsonAnswer
                .Bytes(
                    new QueueList(
                        queue is null ? [] : [queue with { Running = 0, OpenJobs = 0, OpenNow = null, Changes = null }]
                    ),
                    QueueJson.Default.QueueList
                )
                .Span
        );

    private static Task Send(Call call, QueueView? queue)
    {
        var content = JsonAnswer.Bytes(new QueueList(queue is null ? [] : [queue]), QueueJson.Default.QueueList);
        return JsonAnswer.Send(call.Http, StatusCodes.Status200OK, content, VersionOf(queue));
    }
}
