using System.Collections.Immutable;

namespace Rota.Core.Jobs.Secrets;

/// <summary>What a job takes over of the environment it is submitted from, and what it leaves out.</summary>
/// <param name="Environment">Variables that are stored in the job.</param>
/// <param name="LeftOut">
/// Names of those that are not; a task gets them from the process that runs it, where it has them.
/// </param>
public sealed record Capture(ImmutableSortedDictionary<string, string> Environment, ImmutableSortedSet<string> LeftOut)
{
    /// <summary>Parts an environment.</summary>
    /// <param name="environment">The submitter's.</param>
    /// <param name="kept">Names that are stored though they look like secrets: somebody asked for them.</param>
    public static Capture Of(IEnumerable<KeyValuePair<string, string>> environment, IReadOnlySet<string> kept)
    {
        var stored = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var leftOut = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var (name, value) in environment)
        {
            if (SecretNames.IsLeftOut(name, value) && !kept.Contains(name))
            {
                leftOut.Add(name);
            }
            else
            {
                stored[name] = value;
            }
        }

        return new(stored.ToImmutable(), leftOut.ToImmutable());
    }

    /// <summary>The same without the secrets of the job: those have a way of their own.</summary>
    public Capture Without(IEnumerable<string> secrets) =>
        new(Environment.RemoveRange(secrets), LeftOut.Except(secrets));
}
