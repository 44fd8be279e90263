using System.Text.Json;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Finding;

/// <summary>A job, with all that it can be found by.</summary>
/// <param name="Row">What is stored of it.</param>
/// <param name="Now">The time.</param>
internal readonly record struct JobFacts(JobRow Row, Instant Now)
{
    /// <summary>How long it has taken; null before it starts.</summary>
    public TimeSpan? Taken => Row.Started is { } started ? (Row.Ended ?? Now) - started : null;

    /// <summary>The value of a label; null for none.</summary>
    public string? Tag(string name)
    {
        using var tags = JsonDocument.Parse(Row.Tags);
        return tags.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
