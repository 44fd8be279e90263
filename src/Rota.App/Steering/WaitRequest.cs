namespace Rota.App.Steering;

/// <summary>Jobs whose ends are waited for.</summary>
/// <param name="Jobs">Their numbers or names, or <c>@last</c>.</param>
/// <param name="Limit">The longest wait; null for as long as it takes.</param>
public sealed record WaitRequest(IReadOnlyList<string> Jobs, TimeSpan? Limit);
