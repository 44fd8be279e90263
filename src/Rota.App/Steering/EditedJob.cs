using Rota.App.Views;
using Rota.Core.Jobs;

namespace Rota.App.Steering;

/// <summary>A job as it is to be.</summary>
/// <param name="Job">Its number or name, or <c>@last</c>.</param>
/// <param name="Wanted">What its job file says now.</param>
public sealed record EditRequest(string Job, JobSpec Wanted)
{
    /// <summary>
    /// The job as it was when <see cref="Wanted"/> was made of it: where an entry is another now, nothing is changed.
    /// Null for a file that is held against the job as it is.
    /// </summary>
    public JobSpec? Since { get; init; }
}

/// <summary>What was changed of a job.</summary>
/// <param name="Job">Its number.</param>
/// <param name="Changes">The differences, one a sentence; none where there is nothing to do.</param>
public sealed record EditedJob(long Job, IReadOnlyList<string> Changes) : View;
