using System.Text.Json.Serialization;
using Rota.App.Serving;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Records;
using Rota.Store.Turns;

namespace Rota.App.Steering;

/// <summary>A job of which tasks run again.</summary>
public sealed record RerunJob : View
{
    internal RerunJob(JobId id, RerunSelection selection, long tasks) =>
        (Job, Selection, Tasks) = (id.Value, selection, tasks);

    [JsonConstructor]
    internal RerunJob() { }

    /// <summary>Its number.</summary>
    public long Job { get; init; }

    /// <summary>How many of its ended tasks.</summary>
    public long Tasks { get; init; }

    /// <summary>The request, carried out when it is gone from the inbox; null where it is only planned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Request { get; init; }

    /// <summary>When it was asked for; null where it is only planned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? Asked { get; init; }

    /// <summary>What became of the wish, and what it waits for; null where it is only planned.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>The job.</summary>
    internal JobId Id => new(Job);

    /// <summary>Which tasks; null for what somebody else has chosen.</summary>
    internal RerunSelection? Selection { get; }
}

/// <summary>A rerun that was asked for.</summary>
/// <param name="Request">The request, which is carried out when it is gone from the inbox.</param>
/// <param name="Job">The job since.</param>
/// <param name="Server">Who runs jobs of the state; null for nobody.</param>
internal sealed record AskedRerun(long Request, JobRow Job, Server? Server);
