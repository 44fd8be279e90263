using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Rota.App.Claiming;
using Rota.App.Problems;
using Rota.App.Steering;
using Rota.Client.Sending;
using Rota.Store.Turns;

namespace Rota.Client.Calls;

/// <summary>
/// Changes what runs, or shows what a change would do. Each call throws a <see cref="ProblemException"/> where it is
/// refused as a whole.
/// </summary>
public sealed class SteeringCalls
{
    private readonly Sender sender;

    internal SteeringCalls(Sender sender) => this.sender = sender;

    /// <summary>Asks something of jobs.</summary>
    /// <param name="request">What, of which. A cancellation is answered when it was accepted.</param>
    /// <param name="isPlan">Whether it is only shown what would be done.</param>
    /// <param name="left">Ends the call.</param>
    public Task<SteeredJobs> AskAsync(JobsRequest request, bool isPlan, CancellationToken left = default)
    {
        var (verb, body) = Asked(request.Asked);
        body.With("jobs", request.Jobs).With("tags", request.Tags);
        return Send(Ask.Post($"/v1/jobs:{verb}", body), isPlan, SteeringJson.Default.SteeredJobs, left);
    }

    /// <summary>The jobs that can be gone on with: that of an address, or all that are open, in their order.</summary>
    /// <param name="job">The address; null for all.</param>
    /// <param name="left">Ends the call.</param>
    public Task<OpenJobs> OpenAsync(string? job, CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/open-jobs").With("job", job), SteeringJson.Default.OpenJobs, left);

    /// <summary>Holds tasks, or releases them.</summary>
    public Task<HeldTasks> HoldAsync(HoldRequest request, bool isPlan, CancellationToken left = default)
    {
        var body = new JsonObject().With("addresses", request.Addresses).With("tasks", request.Tasks);
        var verb = request.Releases ? "release" : "hold";
        return Send(Ask.Post($"/v1/addresses:{verb}", body), isPlan, SteeringJson.Default.HeldTasks, left);
    }

    /// <summary>Has a task run on a node, or shows whether the home would let it.</summary>
    public Task<ClaimView> ClaimAsync(ClaimRequest request, bool isPlan, CancellationToken left = default)
    {
        var body = new JsonObject().With("task", request.Task).With("node", request.Node);
        return Send(Ask.Post($"/v1/claims", body).Keyed(request.Key), isPlan, ClaimingJson.Default.ClaimView, left);
    }

    /// <summary>Runs ended tasks again.</summary>
    public Task<RerunJob> RerunAsync(RerunRequest request, bool isPlan, CancellationToken left = default)
    {
        var body = new JsonObject()
            .With("address", request.Address)
            .With("failed", request.Failed)
            .With("all", request.All)
            .With("tasks", request.Tasks)
            .With("where", request.Where)
            .With("like", request.Like);
        return Send(Ask.Post($"/v1/addresses:rerun", body), isPlan, SteeringJson.Default.RerunJob, left);
    }

    private Task<TView> Send<TView>(Ask ask, bool isPlan, JsonTypeInfo<TView> type, CancellationToken left) =>
        sender.Read(ask.With("plan", isPlan), type, left);

    /// <summary>The verb of the route, and what it is told.</summary>
    private static (string Verb, JsonObject Body) Asked(IReadOnlyList<Request> asked) =>
        asked switch
        {
            [Request.Cancel cancel] => ("cancel", new JsonObject().With("now", cancel.IsAll)),
            [Request.Pause] => ("pause", []),
            [Request.Resume, ..] => ("resume", []),
            [Request.Seal] => ("seal", []),
            _ => ("set", asked.Aggregate(new JsonObject(), Setting)),
        };

    private static JsonObject Setting(JsonObject body, Request asked) =>
        asked switch
        {
            Request.Priority priority => body.With("priority", priority.To),
            Request.Parallel parallel => body.With("max_parallel", parallel.Most ?? 0).With("task", parallel.Entry),
            Request.Queue queue => body.With("queue", queue.To),
            Request.Timeout timeout => body.With("timeout_seconds", timeout.Longest?.TotalSeconds ?? 0)
                .With("task", timeout.Entry),
            _ => throw new ArgumentException($"{asked.GetType().Name} is not asked over HTTP", nameof(asked)),
        };
}
