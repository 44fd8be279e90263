using Rota.App.Explaining;
using Rota.App.Views;

namespace Rota.App.Queues;

/// <summary>The concurrency keys of tasks that run.</summary>
/// <param name="Keys">All of them, by name.</param>
public sealed record KeyList(IReadOnlyList<KeyView> Keys) : View;

/// <summary>A concurrency key: a text that tasks have in common, of which so many run at a time.</summary>
/// <param name="Name">The text.</param>
/// <param name="Running">Tasks with it that hold room.</param>
/// <param name="Concurrency">The least that those state for how many may; null where none of them is known yet.</param>
/// <param name="Holders">The first of them.</param>
public sealed record KeyView(string Name, long Running, int? Concurrency, HoldersView Holders);
