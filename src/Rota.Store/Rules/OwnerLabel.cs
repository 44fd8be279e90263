using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Home;

namespace Rota.Store.Rules;

/// <summary>
/// The label by which jobs of a user of the machine are found. It says what the job itself says: nobody can put it on a
/// job by stating it.
/// </summary>
public static class OwnerLabel
{
    /// <summary>Its name.</summary>
    public const string Name = "rota.owner";

    /// <summary>Its value for a user.</summary>
    /// <param name="owner">The number of the user.</param>
    public static string ValueOf(long owner) => owner.ToString(CultureInfo.InvariantCulture);

    /// <summary>The owner that labels of a stored job tell of; null for a job without one.</summary>
    /// <param name="tags">The labels, as they are stored.</param>
    public static long? In(string tags) =>
        tags.Contains(Name, StringComparison.Ordinal)
        && SubmissionRule.TagsIn(tags).TryGetValue(Name, out var value)
        && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var owner)
            ? owner
            : null;

    /// <summary>The owner of a stored job; null for a job without one, and for none.</summary>
    public static long? Of(IHomeReader queries, JobId job) => queries.Job(job) is { } row ? In(row.Tags) : null;

    /// <summary>The labels that a job is stored with.</summary>
    public static ImmutableSortedDictionary<string, string> Of(JobSpec job) =>
        job.Owner is { } owner ? job.Tags.SetItem(Name, ValueOf(owner)) : job.Tags.Remove(Name);
}
