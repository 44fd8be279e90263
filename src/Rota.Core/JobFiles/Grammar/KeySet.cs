using System.Collections.Immutable;

namespace Rota.Core.JobFiles.Grammar;

/// <summary>The keys that a mapping of a job file may have.</summary>
/// <param name="Definition">Its name in the JSON Schema.</param>
/// <param name="Keys">The keys.</param>
internal sealed record KeySet(string Definition, ImmutableArray<string> Keys)
{
    /// <summary>What keys that name a thing of the user's begin with, or null: <c>license/</c>.</summary>
    public string? OpenPrefix { get; init; }

    /// <summary>Whether a mapping may have this key.</summary>
    public bool Allows(string key) =>
        Keys.Contains(key) || (OpenPrefix is not null && key.StartsWith(OpenPrefix, StringComparison.Ordinal));
}
