using Rota.Core.Jobs.Secrets;
using Rota.Core.Model;
using Rota.Core.Schedules;

namespace Rota.Core.JobFiles.Grammar;

/// <summary>All that a job file is read against: nothing is looked up later.</summary>
public sealed record JobFileContext
{
    /// <summary>Where the job is submitted: an absolute path, which relative paths start from.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// Where the job file is, which <c>directory</c> in it starts from; null where that does not count, for somebody
    /// has said elsewhere where the job runs.
    /// </summary>
    public string? FileDirectory { get; init; }

    /// <summary>Whether lists that are empty are no mistake: their entries have no tasks.</summary>
    public bool AllowsEmptyLists { get; init; }

    /// <summary>The submitter's environment, as far as a job may store it.</summary>
    public required Capture Capture { get; init; }

    /// <summary>Values given on the command line, by the name of the parameter.</summary>
    public required IReadOnlyDictionary<string, string> ParamOverrides { get; init; }

    /// <summary>The way to the files a job file names.</summary>
    public required IInputFiles Files { get; init; }

    /// <summary>The time zones that a schedule can name.</summary>
    public required ITimeZones Zones { get; init; }

    /// <summary>The moment of the submission, from which moments without a day and delays count.</summary>
    public Instant Now { get; init; }
}
