using System.Collections.Immutable;
using Rota.Core.Notifying;

namespace Rota.Store.Outbox;

/// <summary>Rules that were set apart from job files.</summary>
/// <param name="Scope">What they hold for.</param>
/// <param name="Rules">The rules.</param>
public sealed record ScopedRules(RuleScope Scope, ImmutableArray<NotifyRule> Rules);
