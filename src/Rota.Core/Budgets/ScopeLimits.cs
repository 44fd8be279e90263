using Rota.Core.Model;

namespace Rota.Core.Budgets;

/// <summary>The limits of scopes beside their rights: how much they may have in all, lend and borrow.</summary>
internal static class ScopeLimits
{
    /// <summary>The first limit of a scope, or of one above it, that is exceeded from now on.</summary>
    public static BudgetRefusal? Passed(BudgetBook book, ScopePath path, Instant at)
    {
        foreach (var scope in path.Upwards.Select(book.Find).OfType<BudgetScope>())
        {
            foreach (var when in Moments(book, at))
            {
                var refusal =
                    Above(scope, scope.Ceiling, BudgetRefusalCode.AboveCeiling, of => book.Whole(scope.Path, of, when))
                    ?? Above(
                        scope,
                        scope.Lend,
                        BudgetRefusalCode.AboveLendLimit,
                        of => Loans(book.GivenBy(scope.Path), of, when)
                    )
                    ?? Above(
                        scope,
                        scope.Borrow,
                        BudgetRefusalCode.AboveBorrowLimit,
                        of => Loans(book.TakenBy(scope.Path), of, when)
                    );
                if (refusal is not null)
                {
                    return refusal with { From = when > at ? when : null };
                }
            }
        }

        return null;
    }

    private static BudgetRefusal? Above(
        BudgetScope scope,
        Amounts limits,
        BudgetRefusalCode code,
        Func<string, long> had
    ) =>
        limits
            .Of.Select(limit => new BudgetRefusal(code, scope.Path, limit.Key, had(limit.Key), limit.Value))
            .FirstOrDefault(refusal => refusal.Asked > refusal.Most);

    private static long Loans(IEnumerable<Grant> grants, string resource, Instant at) =>
        grants
            .Where(grant => grant.Kind == GrantKind.Loan && grant.Holds(at))
            .Sum(grant => grant.Amounts[resource] ?? 0);

    private static IEnumerable<Instant> Moments(BudgetBook book, Instant at) =>
        book.Grants.Select(grant => grant.NotBefore).Where(when => when > at).Append(at).Distinct();
}
