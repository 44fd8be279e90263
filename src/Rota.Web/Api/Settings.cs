using System.Globalization;
using Rota.App.Problems;
using Rota.Store.Turns;

namespace Rota.Web.Api;

/// <summary>What is asked of jobs whose limits are set.</summary>
internal static class Settings
{
    private const double TimeoutMax = 366 * 86_400;

    /// <summary>What a body asks for; what it leaves out stays as it is.</summary>
    /// <exception cref="ProblemException">It asks for nothing, or for what a job file may not say.</exception>
    public static IReadOnlyList<Request> Of(SetBody body)
    {
        if (body.MaxParallel < 0 || body.TimeoutSeconds is < 0 or > TimeoutMax)
        {
            throw new ProblemException(
                ProblemCodes.BadOption,
                "max_parallel and timeout_seconds are at least 0",
                "0 takes the limit away"
            );
        }

        Request?[] asked =
        [
            body.Priority is { } priority ? new Request.Priority(Allowed(priority)) : null,
            body.MaxParallel is { } most ? new Request.Parallel(most == 0 ? null : most, body.Task) : null,
            body.Queue is { } queue ? new Request.Queue(StatedValue.Of("queue", queue).Queue!) : null,
            body.TimeoutSeconds is { } seconds
                ? new Request.Timeout(seconds == 0 ? null : TimeSpan.FromSeconds(seconds), body.Task)
                : null,
        ];
        return asked.OfType<Request>().ToArray() is { Length: > 0 } some
            ? some
            : throw new ProblemException(
                ProblemCodes.Usage,
                "nothing is set",
                "say what: priority, max_parallel, queue, timeout_seconds"
            );
    }

    private static int Allowed(int priority) =>
        StatedValue.Of("priority", priority.ToString(CultureInfo.InvariantCulture)).Priority!.Value;
}
