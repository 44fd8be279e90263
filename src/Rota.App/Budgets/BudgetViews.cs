using Rota.App.Views;
using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Placement;

namespace Rota.App.Budgets;

/// <summary>Makes the views of a book.</summary>
internal static class BudgetViews
{
    public static BudgetList Of(BudgetBook book, IReadOnlyDictionary<AccountId, long> used, Instant at, bool all) =>
        new(
            [
                .. book.Scopes.Select(scope => new BudgetView(
                    scope.Path.Text,
                    scope.Weight,
                    [.. scope.Guarantee.Of.Keys.Select(resource => Of(book, scope, resource, used, at))]
                )),
            ],
            [.. book.Grants.Where(grant => all || grant.IsOpen(at)).Select(grant => Of(grant, at))]
        );

    private static BudgetResourceView Of(
        BudgetBook book,
        BudgetScope scope,
        string resource,
        IReadOnlyDictionary<AccountId, long> used,
        Instant at
    )
    {
        long Sum(IEnumerable<Grant> grants, GrantKind kind) =>
            grants.Where(grant => grant.Kind == kind && grant.Holds(at)).Sum(grant => grant.Amounts[resource] ?? 0);
        decimal Shown(long amount) => ResourceUnit.Whole(resource, amount);

        var course = book.Course(scope.Path, resource, at);
        var held = used.GetValueOrDefault(AccountId.Budget(scope.Path.Text, resource));
        var next = course.Next(at);
        var guarantee = scope.Guarantee[resource]!.Value;
        var granted = Sum(book.TakenBy(scope.Path), GrantKind.Grant);
        var borrowed = Sum(book.TakenBy(scope.Path), GrantKind.Loan);
        var lent = Sum(book.GivenBy(scope.Path), GrantKind.Loan);
        return new BudgetResourceView(
            resource,
            Shown(course.First),
            Shown(held),
            Shown(guarantee),
            Shown(granted),
            Shown(borrowed),
            Shown(guarantee + granted + borrowed - lent - course.First),
            Shown(lent),
            Shown(Math.Max(0, held - course.First))
        )
        {
            Ceiling = scope.Ceiling[resource] is { } ceiling ? Shown(ceiling) : null,
            Changes = next == Instant.Never ? null : next,
            Then = next == Instant.Never ? null : Shown(course.At(next)),
        };
    }

    private static GrantView Of(Grant grant, Instant at) =>
        new(
            grant.Id,
            grant.Kind == GrantKind.Loan ? "loan" : "grant",
            grant.From.Text,
            grant.To.Text,
            grant.Amounts.Text,
            grant.Holds(at) ? "holds"
                : grant.IsOpen(at) ? "later"
                : "over",
            grant.NotBefore
        )
        {
            Expires = grant.Expires == Instant.Never ? null : grant.Expires,
            Recalled = grant.Recalled,
            Why = ShownText.Of(grant.Why),
        };
}
