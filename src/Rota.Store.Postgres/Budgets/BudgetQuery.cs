using Rota.Core.Budgets;
using Rota.Store.Budgets;
using Rota.Store.Postgres.Sessions;

namespace Rota.Store.Postgres.Budgets;

/// <summary>The book of budgets.</summary>
internal sealed class BudgetQuery(Connection connection) : IBudgetReader
{
    /// <inheritdoc/>
    public BudgetBook Book() => connection.Reading(() => BudgetTable.Read(connection));
}
