using Rota.Store.Audit;
using Rota.Store.Home;

namespace Rota.Store.Memory.Queries;

/// <summary>What was changed, by whom and why.</summary>
internal sealed class AuditReader(HomeReader home) : IAuditReader
{
    public long Newest => home.Now.Audit is [.., var last] ? last.Number : 0;

    public IReadOnlyList<AuditEntry> Before(int limit, long? number) =>
        [.. home.Now.Audit.Reverse().Where(entry => entry.Number < (number ?? long.MaxValue)).Take(limit)];

    public IReadOnlyList<AuditEntry> After(int limit, long number) =>
        [.. home.Now.Audit.Where(entry => entry.Number > number).Take(limit)];
}
