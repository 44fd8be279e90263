using Microsoft.AspNetCore.Http;
using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Web.Answers;
using Rota.Web.Following;
using Rota.Web.Routing;

namespace Rota.Web.Api;

/// <summary>How a job stands: now, when it has ended, or when it stands otherwise than somebody has seen it.</summary>
internal static class JobWaits
{
    /// <summary>How long somebody waits who does not say, in seconds.</summary>
    public const int Usual = 30;

    private const int SecondsMax = 300;
    private static readonly TimeSpan LookPace = TimeSpan.FromMilliseconds(250);

    /// <summary>Answers.</summary>
    public static async Task Status(Call call)
    {
        var waits = call.Query("wait_for") switch
        {
            null => false,
            "ended" => true,
            var other => throw new ProblemException(ProblemCodes.Usage, $"wait_for={other}: ended"),
        };
        var isBlocking = !waits && call.Http.Request.Headers.IfNoneMatch.Count > 0 && Wait(call) is not null;
        var until = call.Site.Now + TimeSpan.FromSeconds(waits || isBlocking ? Wait(call) ?? Usual : 0);
        var mask = FieldMask.Of(call.Query(FieldMask.Name), JobJson.Default.JobStatus);
        while (true)
        {
            var commit = call.Signal.Next;
            var status = await call
                .Lanes.Look(() => JobCases.Status(call.Site, call.Path("job")), call.Left)
                .ConfigureAwait(false);
            var content = JsonAnswer.Bytes(status, JobJson.Default.JobStatus);
            var version = VersionOf(status);
            var left = until - call.Site.Now;
            var isSeen = isBlocking && JsonAnswer.Knows(call.Http.Request, version);
            if (left <= TimeSpan.Zero || !(isSeen || (waits && status.Job.Ended is null)))
            {
                content = mask?.Apply(content) ?? content;
                await JsonAnswer.Send(call.Http, StatusCodes.Status200OK, content, version).ConfigureAwait(false);
                return;
            }

            await (isSeen ? Changed(call, commit, left) : Ended(call, status.Job.Id, left)).ConfigureAwait(false);
        }
    }

    /// <summary>That time goes by while it runs is nothing new.</summary>
    private static string VersionOf(JobStatus status)
    {
        var still = status.Job.Ended is null ? status with { Job = status.Job with { Seconds = null } } : status;
        return JsonAnswer.TagOf(JsonAnswer.Bytes(still, JobJson.Default.JobStatus).Span);
    }

    private static async Task Ended(Call call, long number, TimeSpan most)
    {
        var job = new JobId(number);
        using var end = call.Looks.Enter(job, () => new AwaitedEnd(job));
        await Task.WhenAny(end.Watched.Seen, Task.Delay(most, call.Left)).ConfigureAwait(false);
        call.Left.ThrowIfCancellationRequested();
    }

    /// <summary>Waits for a commit; looks that find nothing new are not one behind the other.</summary>
    private static async Task Changed(Call call, Task commit, TimeSpan most)
    {
        await call.Signal.Wait(commit, most, call.Left).ConfigureAwait(false);
        await Task.Delay(most < LookPace ? most : LookPace, call.Left).ConfigureAwait(false);
    }

    /// <summary>How long somebody waits (RFC 7240); null where they do not say.</summary>
    private static int? Wait(Call call)
    {
        var wait = call.Header("Prefer")
            ?.Split([',', ';'], StringSplitOptions.TrimEntries)
            .FirstOrDefault(one => one.StartsWith("wait=", StringComparison.OrdinalIgnoreCase));
        return wait is not null && int.TryParse(wait["wait=".Length..], out var seconds)
            ? Math.Clamp(seconds, 0, SecondsMax)
            : null;
    }
}
