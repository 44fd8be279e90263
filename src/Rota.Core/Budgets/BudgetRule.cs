using Rota.Core.Model;

namespace Rota.Core.Budgets;

/// <summary>
/// What people set for scopes. What is used already is never in the way: a scope with less than it uses is over its
/// budget, starts nothing more, and gets there as its tasks end.
/// </summary>
public static class BudgetRule
{
    /// <summary>Sets a scope, a new one or in the place of what was set.</summary>
    /// <param name="book">The book.</param>
    /// <param name="wanted">What is to be.</param>
    /// <param name="at">Now.</param>
    public static BudgetDecision Set(BudgetBook book, BudgetScope wanted, Instant at)
    {
        if (Misplaced(wanted) is { } resource)
        {
            return Refuse(book, BudgetRefusalCode.NotCounted, wanted.Path, resource);
        }

        if (Released(book, wanted, at) is { } held)
        {
            return Refuse(book, BudgetRefusalCode.HasGrants, wanted.Path, held);
        }

        var after = new BudgetBook([.. book.All.Where(scope => scope.Path != wanted.Path), wanted], book.Grants);
        return (Short(book, after, wanted.Path, at) ?? ScopeLimits.Passed(after, wanted.Path, at)) is { } refusal
            ? BudgetDecision.Refuse(book, refusal)
            : new BudgetDecision(after);
    }

    /// <summary>Forgets what was set for a scope: the one above counts what its tasks take.</summary>
    public static BudgetDecision Forget(BudgetBook book, ScopePath path, Instant at)
    {
        if (book.Find(path) is not { } stored)
        {
            return Refuse(book, BudgetRefusalCode.NoScope, path, "");
        }

        if (Released(book, stored with { Guarantee = Amounts.None }, at) is { } held)
        {
            return Refuse(book, BudgetRefusalCode.HasGrants, path, held);
        }

        var after = new BudgetBook(book.All.Where(scope => scope.Path != path), book.Grants);
        return Short(book, after, path, at) is { } refusal ? BudgetDecision.Refuse(book, refusal) : new(after);
    }

    /// <summary>The first scope that would have fewer rights than it has handed on, now or later.</summary>
    internal static BudgetRefusal? Short(BudgetBook before, BudgetBook after, ScopePath changed, Instant at)
    {
        foreach (var resource in Resources(before, after, changed))
        {
            foreach (var scope in Concerned(after, changed, resource))
            {
                var course = after.Course(scope, resource, at);
                if (course.Least < 0)
                {
                    var had = Math.Max(0, before.Course(scope, resource, at).Least);
                    var has = after.Find(scope)!.Guarantee[resource]!.Value;
                    return new BudgetRefusal(
                        scope == changed ? BudgetRefusalCode.HandedOn : BudgetRefusalCode.TooFewRights,
                        scope,
                        resource,
                        (scope == changed ? has : had) - course.Least,
                        scope == changed ? has : had,
                        course.First < 0 ? null : course.Steps.First(step => step.Rights < 0).From
                    );
                }
            }
        }

        return null;
    }

    /// <summary>A limit of what is not counted there says nothing: probably a resource was mistyped.</summary>
    private static string? Misplaced(BudgetScope wanted) =>
        new[] { wanted.Ceiling, wanted.Lend, wanted.Borrow }
            .SelectMany(amounts => amounts.Of.Keys)
            .FirstOrDefault(resource => !wanted.Counts(resource));

    /// <summary>A resource that it would not count any more, and of which it has given or taken.</summary>
    private static string? Released(BudgetBook book, BudgetScope wanted, Instant at) =>
        book.Find(wanted.Path)
            ?.Guarantee.Of.Keys.FirstOrDefault(resource =>
                !wanted.Counts(resource)
                && book.GivenBy(wanted.Path)
                    .Concat(book.TakenBy(wanted.Path))
                    .Any(grant => grant.IsOpen(at) && grant.Amounts[resource] > 0)
            );

    private static IEnumerable<string> Resources(BudgetBook before, BudgetBook after, ScopePath path) =>
        (before.Find(path)?.Guarantee.Of.Keys ?? []).Union(after.Find(path)?.Guarantee.Of.Keys ?? []);

    private static IEnumerable<ScopePath> Concerned(BudgetBook after, ScopePath path, string resource) =>
        new[] { after.CounterOf(path, resource), after.SourceOf(path, resource) }.OfType<ScopePath>().Distinct();

    private static BudgetDecision Refuse(BudgetBook book, BudgetRefusalCode code, ScopePath path, string resource) =>
        BudgetDecision.Refuse(book, new BudgetRefusal(code, path, resource));
}
