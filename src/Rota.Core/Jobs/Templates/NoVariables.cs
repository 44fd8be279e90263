using System.Collections.Immutable;

namespace Rota.Core.Jobs.Templates;

/// <summary>Answers to no name: what renders with it only loses its escapes.</summary>
internal sealed class NoVariables : IVariables
{
    /// <summary>The only one.</summary>
    public static readonly NoVariables Instance = new();

    /// <inheritdoc/>
    public ImmutableArray<string> Values => [];

    /// <inheritdoc/>
    public string? Value(string name) => null;
}
