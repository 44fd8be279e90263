using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Store.Rows;

namespace Rota.Store.Budgets;

/// <summary>That tasks start by the rights that scopes have, and that none has handed on more than it has.</summary>
public static class BudgetProof
{
    /// <summary>A sentence for each account of which that does not hold.</summary>
    /// <param name="book">The book.</param>
    /// <param name="accounts">The accounts.</param>
    public static IEnumerable<string> Violations(BudgetBook book, IEnumerable<AccountRow> accounts)
    {
        var courses = accounts
            .Where(row => row is { Id.Kind: AccountKind.Budget, Course: not null })
            .ToDictionary(row => row.Id, row => row.Course!);
        foreach (var scope in book.Scopes)
        {
            foreach (var resource in scope.Guarantee.Of.Keys)
            {
                var id = AccountId.Budget(scope.Path.Text, resource);
                if (!courses.Remove(id, out var course))
                {
                    yield return $"account {id}: is not there, and its scope counts by it";
                    continue;
                }

                if (course.Least < 0)
                {
                    yield return $"account {id}: more was handed on than there is, by {-course.Least}";
                }

                foreach (
                    var at in Moments(course)
                        .Where(at => course.At(at) != book.Rights(scope.Path, resource, at))
                        .Take(1)
                )
                {
                    yield return $"account {id}: has {course.At(at)} at {at}, and what was granted comes to "
                        + $"{book.Rights(scope.Path, resource, at)}";
                }
            }
        }

        foreach (var id in courses.Keys.OrderBy(id => id.Text, StringComparer.Ordinal))
        {
            yield return $"account {id}: has rights, and no scope counts by it";
        }
    }

    /// <summary>Moments between which nothing changes. What was before the first is forgotten.</summary>
    private static IEnumerable<Instant> Moments(RightsCourse course) =>
        course
            .Steps.Take(1)
            .Select(step => new Instant(step.From.Micros - 1))
            .Concat(course.Steps.Select(step => step.From))
            .Append(new Instant(Instant.Never.Micros - 1));
}
