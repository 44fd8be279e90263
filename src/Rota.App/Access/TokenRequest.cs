namespace Rota.App.Access;

/// <summary>A token that is to be made.</summary>
/// <param name="Name">How people call it.</param>
/// <param name="Scopes">What it allows, as words after commas.</param>
public sealed record TokenRequest(string Name, string Scopes)
{
    /// <summary>Labels of the jobs that it may see; empty for all jobs.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>How long it holds, as <c>30d</c>; null for ever.</summary>
    public string? Expires { get; init; }
}
