using System.Text.Json.Nodes;
using Rota.App.Problems;
using Rota.App.Queues;
using Rota.Client.Sending;

namespace Rota.Client.Calls;

/// <summary>
/// Looks at queues, and sets them. Each call throws a <see cref="ProblemException"/> where it is refused.
/// </summary>
public sealed class QueueCalls
{
    private readonly Sender sender;

    internal QueueCalls(Sender sender) => this.sender = sender;

    /// <summary>All of them, and how full they are.</summary>
    public Task<QueueList> ListAsync(CancellationToken left = default) =>
        sender.Read(Ask.Get($"/v1/queues"), QueueJson.Default.QueueList, left);

    /// <summary>One of them, with the version of what is set for it.</summary>
    public Task<Versioned<QueueList>> FindAsync(string queue, CancellationToken left = default) =>
        sender.ReadVersioned(Ask.Get($"/v1/queues/{queue}"), QueueJson.Default.QueueList, left);

    /// <summary>Changes one.</summary>
    /// <param name="change">What is to become of it.</param>
    /// <param name="version">The version that must be there; null for any.</param>
    /// <param name="left">Ends the call.</param>
    /// <returns>That queue; none where it is forgotten.</returns>
    public Task<QueueList> ChangeAsync(QueueChange change, string? version, CancellationToken left = default)
    {
        var ask = Ask.Get($"/v1/queues/{change.Name}") with
        {
            Method = change is QueueChange.Removal ? HttpMethod.Delete : HttpMethod.Patch,
            Body = BodyOf(change),
        };
        return sender.Read(ask.Header("If-Match", version ?? "*"), QueueJson.Default.QueueList, left);
    }

    private static JsonObject? BodyOf(QueueChange change) =>
        change switch
        {
            QueueChange.Limit limit => new JsonObject().With("concurrency", limit.Concurrency ?? -1),
            QueueChange.Open open => new JsonObject().With("open", open.Hours ?? "").With("timezone", open.TimeZone),
            QueueChange.Pause pause => new JsonObject { ["paused"] = pause.IsPaused },
            _ => null,
        };
}
