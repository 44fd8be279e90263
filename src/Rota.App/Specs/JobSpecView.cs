using System.Text.Json.Serialization;
using Rota.App.Views;

namespace Rota.App.Specs;

/// <summary>What a job is: checked, complete, and as it stands now.</summary>
public sealed record JobSpecView : View
{
    /// <summary>Its number.</summary>
    public required long Job { get; init; }

    /// <summary>
    /// Its entries as a job file: what runs, where, with which resources, retries and limits. Entries whose commands
    /// are no UTF-8 are left out.
    /// </summary>
    public required string File { get; init; }

    /// <summary>Entries that a file cannot hold.</summary>
    public required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>Its entries.</summary>
    public required IReadOnlyList<EntryView> Entries { get; init; }

    /// <summary>Where relative paths start from.</summary>
    public required string Directory { get; init; }

    /// <summary>Its parameters.</summary>
    public required IReadOnlyDictionary<string, string> Params { get; init; }

    /// <summary>The variables that the submission states; what looks like a secret is masked.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Names of variables that were taken from the submitter's surroundings.</summary>
    public required IReadOnlyList<string> Captured { get; init; }

    /// <summary>Names of variables that are given at the start, and stored nowhere.</summary>
    public required IReadOnlyList<string> Secrets { get; init; }
}

/// <summary>An entry of a job, and what it needs.</summary>
/// <param name="Task">Its name.</param>
/// <param name="Tasks">How many tasks it is.</param>
/// <param name="Needs">The entries that it needs, each with what must hold of it.</param>
/// <param name="Finally">Whether it runs once all others have ended.</param>
public sealed record EntryView(string Task, int Tasks, IReadOnlyList<string> Needs, bool Finally);

/// <summary>What jobs are, as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JobSpecView))]
public sealed partial class SpecJson : JsonSerializerContext;
