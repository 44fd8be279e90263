using Rota.Core.Model;

namespace Rota.Core.Scheduling.Rules;

/// <summary>A task with an outcome.</summary>
/// <param name="Group">Its entry.</param>
/// <param name="Index">Its ordinal.</param>
/// <param name="State">Its outcome.</param>
/// <param name="Attempts">Attempts so far.</param>
public readonly record struct EndedTask(int Group, int Index, TaskState State, int Attempts);
