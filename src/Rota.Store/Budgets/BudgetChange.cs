using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Audit;
using Rota.Store.Rows;

namespace Rota.Store.Budgets;

/// <summary>What a decision about budgets writes.</summary>
/// <param name="Scopes">Scopes that are set anew; null for one that is forgotten.</param>
/// <param name="Grants">Grants that are new, or end at another time.</param>
/// <param name="Accounts">The accounts whose rights go on otherwise than they did.</param>
/// <param name="Deed">What the audit tells; null where nothing is changed.</param>
public sealed record BudgetChange(
    IReadOnlyList<(ScopePath Path, BudgetScope? Scope)> Scopes,
    IReadOnlyList<Grant> Grants,
    IReadOnlyList<AccountRow> Accounts,
    Deed? Deed
)
{
    /// <summary>What makes one book of another.</summary>
    /// <param name="before">The book as it was.</param>
    /// <param name="after">The book as it is to be.</param>
    /// <param name="stored">An account as it is stored, or null.</param>
    /// <param name="turn">The turn of the change.</param>
    /// <param name="at">Now.</param>
    public static BudgetChange Of(
        BudgetBook before,
        BudgetBook after,
        Func<AccountId, AccountRow?> stored,
        long turn,
        Instant at
    )
    {
        var known = before.Grants.ToDictionary(grant => grant.Id);
        Grant[] grants = [.. after.Grants.Where(grant => !known.TryGetValue(grant.Id, out var was) || was != grant)];
        (ScopePath, BudgetScope?)[] scopes =
        [
            .. before
                .Scopes.Union(after.Scopes)
                .Select(scope => scope.Path)
                .Distinct()
                .Where(path => before.Find(path) != after.Find(path))
                .Select(path => (path, after.Find(path))),
        ];
        return new BudgetChange(
            scopes,
            grants,
            [.. Courses(before, after, at).Select(one => Account(stored(one.Id), one.Id, one.Course, turn))],
            BudgetDeeds.Of(before, after, scopes, grants)
        );
    }

    private static IEnumerable<(AccountId Id, RightsCourse? Course)> Courses(
        BudgetBook before,
        BudgetBook after,
        Instant at
    )
    {
        foreach (var path in before.Scopes.Concat(after.Scopes).Select(scope => scope.Path).Distinct())
        {
            var was = before.Find(path)?.Guarantee.Of.Keys ?? [];
            var has = after.Find(path)?.Guarantee.Of.Keys ?? [];
            foreach (var resource in was.Union(has, StringComparer.Ordinal))
            {
                var course = has.Contains(resource) ? after.Course(path, resource, at) : null;
                if (course is null || !was.Contains(resource) || !before.Course(path, resource, at).Equals(course))
                {
                    yield return (AccountId.Budget(path.Text, resource), course);
                }
            }
        }
    }

    private static AccountRow Account(AccountRow? stored, AccountId id, RightsCourse? course, long turn) =>
        (stored ?? new AccountRow(id, Used: 0, turn, Capacity: null, Allowed: null)) with
        {
            Turn = turn,
            Capacity = course?.First,
            Course = course,
        };
}
