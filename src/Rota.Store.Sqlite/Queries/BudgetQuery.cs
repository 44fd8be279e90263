using Rota.Core.Budgets;
using Rota.Store.Home;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Tables;

namespace Rota.Store.Sqlite.Queries;

/// <summary>The book of budgets.</summary>
internal sealed class BudgetQuery(Connection connection) : IBudgetReader
{
    /// <inheritdoc/>
    public BudgetBook Book() => connection.Reading(() => BudgetTable.Read(connection));
}
