using Rota.Core.Jobs.Naming;

namespace Rota.App.Finding;

/// <summary>The part of a job that an address names.</summary>
/// <param name="Group">The entry; null for all.</param>
/// <param name="Index">The ordinal; null for all of the entry.</param>
/// <param name="Where">Values of parameters; null for any.</param>
internal readonly record struct TaskScope(int? Group, int? Index, ParameterChoice? Where);
