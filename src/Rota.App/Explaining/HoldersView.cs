namespace Rota.App.Explaining;

/// <summary>Who holds what a task lacks.</summary>
/// <param name="Tasks">Addresses of the first of them, the oldest first.</param>
/// <param name="More">How many there are beside these.</param>
public sealed record HoldersView(IReadOnlyList<string> Tasks, int More)
{
    /// <summary>Most that are named.</summary>
    internal const int TasksMax = 5;
}
