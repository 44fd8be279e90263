namespace Rota.Store.Records;

/// <summary>Something that was found out about a home, and what it will hurt.</summary>
/// <param name="Name">What it is about, in a word.</param>
/// <param name="Value">How it is.</param>
/// <param name="Warning">What that will hurt; null for nothing.</param>
public readonly record struct HomeFinding(string Name, string Value, string? Warning = null);
