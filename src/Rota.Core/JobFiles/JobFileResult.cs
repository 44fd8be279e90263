using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Problems;
using Rota.Core.Schedules;

namespace Rota.Core.JobFiles;

/// <summary>What reading a file gives: a job, or everything that is wrong with it.</summary>
public abstract record JobFileResult
{
    private JobFileResult() { }

    /// <summary>The file is right.</summary>
    /// <param name="Job">The job, complete.</param>
    public sealed record Accepted(JobSpec Job) : JobFileResult
    {
        /// <summary>When the job is submitted by itself; null for one that people submit.</summary>
        public ScheduleSpec? Schedule { get; init; }
    }

    /// <summary>The file is wrong.</summary>
    /// <param name="Problems">All that is wrong, in the order of the file. Never empty.</param>
    public sealed record Refused(ImmutableArray<Problem> Problems) : JobFileResult;
}
