using Rota.App.Views;

namespace Rota.App.Upkeep;

/// <summary>A backup that was written.</summary>
/// <param name="File">Where it is.</param>
/// <param name="Missing">What it does not have though it should, a sentence each.</param>
public sealed record BackupView(string File, IReadOnlyList<string> Missing) : View;
