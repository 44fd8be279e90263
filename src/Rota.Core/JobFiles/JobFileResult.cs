using System.Collections.Immutable;
using Rota.Core.Jobs;

namespace Rota.Core.JobFiles;

/// <summary>What reading a file gives: a job, or everything that is wrong with it.</summary>
public abstract record JobFileResult
{
    private JobFileResult() { }

    /// <summary>The file is right.</summary>
    /// <param name="Job">The job, complete.</param>
    public sealed record Accepted(JobSpec Job) : JobFileResult;

    /// <summary>The file is wrong.</summary>
    /// <param name="Problems">All that is wrong, in the order of the file. Never empty.</param>
    public sealed record Refused(ImmutableArray<Problem> Problems) : JobFileResult;
}
