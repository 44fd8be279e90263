using Rota.App.Views;

namespace Rota.App.Serving;

/// <summary>What ended with a daemon.</summary>
/// <param name="Ended">How many processes.</param>
/// <param name="Running">Tasks that run on.</param>
public sealed record DownView(int Ended, long Running) : View
{
    /// <summary>Runners that had outlived their daemon; empty where it was there.</summary>
    internal IReadOnlyList<int> Orphans { get; init; } = [];
}
