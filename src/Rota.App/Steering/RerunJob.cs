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
        (Id, Selection, Tasks) = (id, selection, tasks);

    /// <summary>Its number.</summary>
    public long Job => Id.Value;

    /// <summary>How many of its ended tasks.</summary>
    public long Tasks { get; }

    /// <summary>The job.</summary>
    internal JobId Id { get; }

    /// <summary>Which tasks.</summary>
    internal RerunSelection Selection { get; }
}

/// <summary>A rerun that was asked for.</summary>
/// <param name="Request">The request, which is carried out when it is gone from the inbox.</param>
/// <param name="Job">The job since.</param>
/// <param name="Server">Who runs jobs of the state; null for nobody.</param>
internal sealed record AskedRerun(long Request, JobRow Job, Server? Server);
