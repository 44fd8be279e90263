using Rota.Core.Model;
using Rota.Core.Scheduling.State;

namespace Rota.Store.Memory.Tables;

/// <summary>The record of a touched task that has no live attempt.</summary>
/// <param name="State">Its state.</param>
/// <param name="Tries">What was tried.</param>
/// <param name="NotBefore">When a backoff ends.</param>
internal sealed record TaskEntry(TaskState State, Tries Tries, Instant NotBefore);
