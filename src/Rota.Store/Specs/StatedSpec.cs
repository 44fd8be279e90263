using System.Collections.Immutable;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>
/// What a submission states, without what is captured of whoever hands it in. By this alone <c>--key</c>, schedules and
/// plans tell whether two are the same: from another terminal, login or machine it is the same job.
/// </summary>
public static class StatedSpec
{
    /// <summary>What one job states.</summary>
    public static JobSpec Of(JobSpec job) => Of(job, job.Stated.Keys);

    /// <summary>
    /// Two jobs as they are compared: by every variable that either states. Where the other has captured the same
    /// value, or is of a version that did not tell the two apart, its tasks get the same.
    /// </summary>
    public static (JobSpec One, JobSpec Other) Both(JobSpec one, JobSpec other)
    {
        string[] names = [.. one.Stated.Keys.Union(other.Stated.Keys)];
        return (Of(one, names), Of(other, names));
    }

    /// <summary>Whether two jobs state the same.</summary>
    public static bool AreSame(JobSpec one, JobSpec other)
    {
        (one, other) = Both(one, other);
        return JobSpecCodec.Encode(one).AsSpan().SequenceEqual(JobSpecCodec.Encode(other));
    }

    private static JobSpec Of(JobSpec job, IEnumerable<string> names) =>
        job with
        {
            Environment = names
                .Where(job.Environment.ContainsKey)
                .ToImmutableSortedDictionary(
                    name => name,
                    name => job.Stated.GetValueOrDefault(name, job.Environment[name]),
                    StringComparer.Ordinal
                ),
            Stated = ImmutableSortedDictionary<string, string>.Empty,
            Process = null,
            LeftOut = [],
            MaxParallel = job.SubmittedParallel is { } most ? most.Limit : job.MaxParallel,
            SubmittedParallel = null,
            ScheduledAt = null,
            NotBefore = job.NotBefore is { } moment ? moment with { At = default } : null,
            Additions = [],
        };
}
