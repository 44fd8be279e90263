namespace Rota.Node.Keeper.Attempts;

/// <summary>What became of a copy.</summary>
/// <param name="Path">The file that was not written, or null.</param>
/// <param name="Failure">Why.</param>
internal sealed record CopyResult(string? Path, string? Failure)
{
    /// <summary>All of it is written.</summary>
    public static readonly CopyResult Done = new(null, null);
}
