using Rota.Core.Problems;

namespace Rota.Core.JobFiles.Yaml;

/// <summary>
/// Ends the building of a tree at the first thing that forbids to go on. Never leaves <see cref="YamlTree"/>.
/// </summary>
internal sealed class YamlRefusedException(Place at, string message, string? hint = null) : Exception(message)
{
    /// <summary>Where.</summary>
    public Place At { get; } = at;

    /// <summary>What to try, or null.</summary>
    public string? Hint { get; } = hint;
}
