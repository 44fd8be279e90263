using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rota.App.Logs;
using Rota.App.Problems;
using Rota.Web.Client;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>What tasks wrote, as bytes: nothing of it is read as anything else.</summary>
internal static class LogRoutes
{
    private const int TailMax = 1_000_000;

    /// <summary>How soon what a task writes is passed on: nobody commits for that.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);

    public static readonly IReadOnlyList<Route> All =
    [
        new(HttpMethods.Get, "/v1/tasks/{task}/logs", Scope.Logs, "What a task, or all of an entry or a job, wrote.")
        {
            ContentType = "text/plain",
            Query =
            [
                new("stderr", "true: only standard error"),
                new("failed", "true: only of tasks that failed"),
                new("tail", "only so many last lines of each task"),
                new("where", "only of tasks with these values: lr=0.1,seed=3"),
                new("grep", "only lines that this regular expression matches"),
                new("fixed", "true: that is the text itself"),
                new("ignore_case", "true: upper and lower case are the same in it"),
                new("since", "only lines written since: 10m, or an instant"),
                new("time", "true: each line behind the instant at which it was written"),
                new("mark_begin", "what is written before what grep found"),
                new("mark_end", "what is written behind it"),
                new("follow", "true: go on as it grows, until the job has ended"),
            ],
            Handle = Copy,
        },
    ];

    private static async Task Copy(Call call)
    {
        var request = new OutputRequest(
            call.Path("task"),
            call.Flag("stderr"),
            call.Flag("failed"),
            call.Number("tail", 0, TailMax)
        )
        {
            Where = call.Query("where"),
            Grep = call.Query("grep"),
            IsFixed = call.Flag("fixed"),
            IgnoresCase = call.Flag("ignore_case"),
            Since = call.Query("since"),
            WithTimes = call.Flag("time"),
            Highlight = OutputTrailers.Marks(call),
        };
        var follows = call.Flag("follow");
        using var stream = await call.Lanes.Stream(call.Left).ConfigureAwait(false);
        using var tasks = TaskOutput.Open(call.Site, request);
        OutputTrailers.Begin(call);
        call.Http.Response.ContentType = "text/plain; charset=utf-8";
        call.Http.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        while (await CopyOnce(call, tasks).ConfigureAwait(false) && follows)
        {
            await Task.Delay(Pace, call.Left).ConfigureAwait(false);
        }

        OutputTrailers.End(call, tasks);
    }

    private static async Task<bool> CopyOnce(Call call, TaskOutput tasks)
    {
        using (await call.Lanes.Copy(call.Left).ConfigureAwait(false))
        {
            try
            {
                return tasks.CopyTo(call.Http.Response.Body);
            }
            catch (ProblemException) when (call.Http.Response.HasStarted)
            {
                // What was begun cannot become a problem: it ends short, which the length of its chunks shows.
                call.Http.Abort();
                return false;
            }
        }
    }
}
