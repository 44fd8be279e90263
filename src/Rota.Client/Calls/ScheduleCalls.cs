using System.Text.Json.Nodes;
using Rota.App.Problems;
using Rota.App.Schedules;
using Rota.App.Submitting;
using Rota.Client.Sending;

namespace Rota.Client.Calls;

/// <summary>
/// Looks at schedules, and changes them; one is registered with a job. Each call throws a
/// <see cref="ProblemException"/> where it is refused.
/// </summary>
public sealed class ScheduleCalls
{
    private readonly Sender sender;

    internal ScheduleCalls(Sender sender) => this.sender = sender;

    /// <summary>All of them, with their next and their last run.</summary>
    public Task<ScheduleList> ListAsync(CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/schedules"), ScheduleJson.Default.ScheduleList, left);

    /// <summary>How one stands.</summary>
    public Task<ScheduleState> FindAsync(string name, CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/schedules/{name}"), ScheduleJson.Default.ScheduleState, left);

    /// <summary>When one runs next.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="count">How many instants.</param>
    /// <param name="left">Ends the call.</param>
    public Task<ScheduleRuns> NextAsync(string name, int count, CancellationToken left = default)
    {
        ScheduleCases.Check(count);
        return sender.Read(
            Ask.Get($"/v1/schedules/{name}/next").With("count", count),
            ScheduleJson.Default.ScheduleRuns,
            left
        );
    }

    /// <summary>Pauses one, resumes it, or forgets it.</summary>
    public Task<ScheduleState> ChangeAsync(string name, ScheduleChange change, CancellationToken left = default)
    {
        var verb = change switch
        {
            ScheduleChange.Pause => "pause",
            ScheduleChange.Resume => "resume",
            _ => "remove",
        };
        return sender.Read(Ask.Post($"/v1/schedules/{name}:{verb}"), ScheduleJson.Default.ScheduleState, left);
    }

    /// <summary>Submits the job of one now, beside its set times.</summary>
    public Task<Accepted> RunAsync(
        string name,
        IReadOnlyDictionary<string, string> parameters,
        CancellationToken left = default
    ) =>
        sender.Read(
            Ask.Post($"/v1/schedules/{name}:run", new JsonObject().With("params", parameters)),
            SubmitJson.Default.Accepted,
            left
        );

    /// <summary>Submits jobs for instants that have passed.</summary>
    /// <param name="request">Which instants.</param>
    /// <param name="isPlan">Whether it is only shown what would be done.</param>
    /// <param name="left">Ends the call.</param>
    public Task<BackfillView> BackfillAsync(BackfillRequest request, bool isPlan, CancellationToken left = default)
    {
        var body = new JsonObject()
            .With("from", request.From)
            .With("to", request.To)
            .With("every", request.Every)
            .With("parallel", (double)request.Parallel)
            .With("again", request.Again)
            .With("params", request.Params);
        return sender.Read(
            Ask.Post($"/v1/schedules/{request.Name}:backfill", body).With("plan", isPlan),
            ScheduleJson.Default.BackfillView,
            left
        );
    }
}
