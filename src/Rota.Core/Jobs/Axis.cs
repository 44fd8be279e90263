using System.Collections.Immutable;

namespace Rota.Core.Jobs;

/// <summary>A named list of a matrix.</summary>
/// <param name="Name">The name.</param>
/// <param name="Values">The values, as text.</param>
public sealed record Axis(string Name, ImmutableArray<string> Values);
