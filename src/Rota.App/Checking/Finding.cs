namespace Rota.App.Checking;

/// <summary>One thing found out about a machine or a state.</summary>
/// <param name="Name">What.</param>
/// <param name="Value">How it is.</param>
/// <param name="Warning">What to mind, and what to do; null when all is well.</param>
public sealed record Finding(string Name, string Value, string? Warning = null);
