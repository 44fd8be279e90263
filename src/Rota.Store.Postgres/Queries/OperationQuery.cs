using Rota.Store.Home;
using Rota.Store.Operations;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;

namespace Rota.Store.Postgres.Queries;

/// <summary>Operations, and how far they are.</summary>
internal sealed class OperationQuery(Connection connection) : IOperationReader
{
    public OperationRow? Find(long number) => OperationTable.Find(connection, number);

    public IReadOnlyList<OperationRow> Newest(int limit) =>
        OperationTable.Where(connection, "ORDER BY number DESC LIMIT $1", limit);

    public OperationRow? Next() =>
        OperationTable.Where(connection, "WHERE state = 0 ORDER BY number LIMIT $1", 1) is [var row] ? row : null;
}
