using Rota.Store.Audit;
using Rota.Store.Home;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;
using Rota.Store.Tokens;

namespace Rota.Store.Postgres.Queries;

/// <summary>What was changed, and the tokens by which it may be.</summary>
internal sealed class AuditQuery(Connection connection) : IAuditReader, ITokenReader
{
    public long Newest => AuditTable.Newest(connection);

    public IReadOnlyList<AuditEntry> Before(int limit, long? number) =>
        AuditTable.Where(connection, "WHERE number < $1 ORDER BY number DESC", number ?? long.MaxValue, limit);

    public IReadOnlyList<AuditEntry> After(int limit, long number) =>
        AuditTable.Where(connection, "WHERE number > $1 ORDER BY number", number, limit);

    public IReadOnlyList<TokenRow> All() => TokenTable.All(connection);
}
