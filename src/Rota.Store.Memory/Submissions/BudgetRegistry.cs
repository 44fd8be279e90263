using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Store.Budgets;
using Rota.Store.Memory.Tables;

namespace Rota.Store.Memory.Submissions;

/// <summary>Where scopes are set, and rights granted, lent and recalled.</summary>
internal sealed class BudgetRegistry(Writer writer) : IBudgets
{
    public BudgetDecision Change(Instant at, Func<BudgetBook, long, BudgetDecision> decide) =>
        writer.Change(tables =>
        {
            var decision = decide(tables.Budgets, tables.Budgets.NextGrant);
            var turn = tables.Frame.Turn + 1;
            var change = BudgetChange.Of(tables.Budgets, decision.After, tables.Account, turn, at);
            if (change.Deed is null)
            {
                return (tables, decision, null);
            }

            var changed = tables with { Frame = tables.Frame with { Turn = turn }, Budgets = decision.After };
            return (change.Accounts.Aggregate(changed, (all, account) => all.With(account)), decision, change.Deed);
        });

    public void Dispose() => writer.Dispose();
}
