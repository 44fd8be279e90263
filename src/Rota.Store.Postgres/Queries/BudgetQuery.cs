using Rota.Core.Budgets;
using Rota.Store.Home;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Postgres.Tables;

namespace Rota.Store.Postgres.Queries;

/// <summary>The book of budgets.</summary>
internal sealed class BudgetQuery(Connection connection) : IBudgetReader
{
    /// <inheritdoc/>
    public BudgetBook Book() => connection.Reading(() => BudgetTable.Read(connection));
}
