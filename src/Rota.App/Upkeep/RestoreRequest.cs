namespace Rota.App.Upkeep;

/// <summary>What is to become a state again.</summary>
/// <param name="File">What a backup wrote, or a bare database.</param>
/// <param name="Directory">The new state, which must not be there.</param>
public sealed record RestoreRequest(string File, string Directory);
