using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

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
    /// <param name="tags">The labels, as they are stored; null for those of no job.</param>
    public static long? In(string? tags)
    {
        if (tags is null || !tags.Contains(Name, StringComparison.Ordinal))
        {
            return null;
        }

        using var json = JsonDocument.Parse(tags);
        return
            json.RootElement.TryGetProperty(Name, out var value)
            && long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var owner)
            ? owner
            : null;
    }

    /// <summary>The labels that a job is stored with.</summary>
    public static ImmutableSortedDictionary<string, string> Of(JobSpec job) =>
        job.Owner is { } owner ? job.Tags.SetItem(Name, ValueOf(owner)) : job.Tags.Remove(Name);
}
