using System.Net;
using System.Runtime.CompilerServices;
using Rota.App.Problems;
using Rota.Client.Following;
using Rota.Client.Sending;

namespace Rota.Client.Calls;

/// <summary>Follows what becomes of jobs, through breaks of the line.</summary>
public sealed class EventCalls
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private const int BreaksMax = 60;
    private readonly Sender sender;

    internal EventCalls(Sender sender) => this.sender = sender;

    /// <summary>
    /// The events of a job, each once, until it has ended. Where earlier ones are not kept any more, one whose kind is
    /// <see cref="ServerEvent.Reset"/> says to look at the whole again.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="after">The number of the last event that is known; null for what comes from now on.</param>
    /// <param name="left">Ends it.</param>
    /// <exception cref="ProblemException">There is no such job, or the server stays away.</exception>
    public async IAsyncEnumerable<ServerEvent> OfJobAsync(
        string job,
        long? after,
        [EnumeratorCancellation] CancellationToken left = default
    )
    {
        for (var breaks = 0; ; breaks++)
        {
            HttpResponseMessage? answer = null;
            try
            {
                answer = await sender
                    .Send(Ask.Get($"/v1/jobs/{job}/events").Header("Last-Event-ID", after?.ToString()), left)
                    .ConfigureAwait(false);
            }
            catch (ProblemException broken) when (IsPassing(broken) && breaks < BreaksMax)
            {
                await Task.Delay(Pause, left).ConfigureAwait(false);
                continue;
            }

            using (answer)
            {
                if (answer.StatusCode == HttpStatusCode.NoContent)
                {
                    yield break;
                }

                await using var events = EventReader.Of(answer, left).GetAsyncEnumerator(left);
                while (await events.MoveNextAsync().ConfigureAwait(false))
                {
                    breaks = 0;
                    after = events.Current.Number ?? after;
                    if (events.Current.Kind.Length > 0)
                    {
                        yield return events.Current;
                    }
                }
            }

            // An end may be that of the job or that of the line: who comes back is told which.
        }
    }

    private static bool IsPassing(ProblemException problem) =>
        problem.Problem.Code == ClientProblems.NoServer || problem.Problem.Code.Status is 429 or 503;
}
