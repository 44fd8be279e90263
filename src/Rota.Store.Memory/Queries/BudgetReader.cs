using Rota.Core.Budgets;
using Rota.Store.Budgets;

namespace Rota.Store.Memory.Queries;

/// <summary>The book of budgets.</summary>
internal sealed class BudgetReader(HomeReader home) : IBudgetReader
{
    public BudgetBook Book() => home.Now.Budgets;
}
