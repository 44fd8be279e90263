using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Store.Audit;
using Rota.Store.Specs;

namespace Rota.Store.Budgets;

/// <summary>What the audit tells of changes of budgets.</summary>
internal static class BudgetDeeds
{
    public static Deed? Of(
        BudgetBook before,
        BudgetBook after,
        IReadOnlyList<(ScopePath Path, BudgetScope? Scope)> scopes,
        IReadOnlyList<Grant> grants
    )
    {
        if (scopes is [var (path, scope), ..])
        {
            var action = scope is null ? "budget.remove" : "budget.set";
            return new Deed(action, $"budget {path}", Text(before.Find(path)), Text(scope));
        }

        if (grants.Count == 0)
        {
            return null;
        }

        var grant = grants.MinBy(one => one.Id)!;
        var was = before.Grants.FirstOrDefault(one => one.Id == grant.Id);
        var verb =
            was is not null ? "recall"
            : grant.Kind == GrantKind.Loan ? "lend"
            : "grant";
        return new Deed(
            $"budget.{verb}",
            $"grant {grant.Id}",
            was is null ? null : Text(was, grants.Count),
            Text(grant, grants.Count)
        );
    }

    private static string? Text(BudgetScope? scope) =>
        scope is null
            ? null
            : Properties.Object(json =>
            {
                json.Text("guarantee", scope.Guarantee.Text);
                json.Text("ceiling", Stated(scope.Ceiling));
                json.Text("lend", Stated(scope.Lend));
                json.Text("borrow", Stated(scope.Borrow));
                json.Number("weight", scope.Weight);
            });

    private static string Text(Grant grant, int count) =>
        Properties.Object(json =>
        {
            json.Text("from", grant.From.Text);
            json.Text("to", grant.To.Text);
            json.Text("amounts", grant.Amounts.Text);
            json.Text("not_before", grant.NotBefore.ToString());
            json.Text("expires", grant.Expires == Instant.Never ? null : grant.Expires.ToString());
            json.Text("why", grant.Why);
            json.Number("passed_on", count > 1 ? count - 1 : null);
        });

    private static string? Stated(Amounts amounts) => amounts.IsNone ? null : amounts.Text;
}
