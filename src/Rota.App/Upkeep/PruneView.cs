using Rota.App.Views;

namespace Rota.App.Upkeep;

/// <summary>What a prune has removed.</summary>
/// <param name="Removed">The numbers of the jobs.</param>
/// <param name="FreedBytes">How much room the disk has got back.</param>
public sealed record PruneView(IReadOnlyList<long> Removed, long FreedBytes) : View;
