using Rota.Core.Model;

namespace Rota.Core.Budgets;

/// <summary>Moves rights between scopes for a time, and back before it is over.</summary>
public static class GrantRule
{
    /// <summary>
    /// Gives rights: a grant from the scope above that counts the resource, a loan from any.
    /// </summary>
    /// <param name="book">The book.</param>
    /// <param name="wanted">What is to be given.</param>
    /// <param name="at">Now.</param>
    public static BudgetDecision Give(BudgetBook book, Grant wanted, Instant at)
    {
        if (wanted.Expires <= wanted.NotBefore || wanted.Expires <= at)
        {
            return Refuse(book, BudgetRefusalCode.NoTime, wanted.To);
        }

        foreach (var (resource, amount) in wanted.Amounts.Of)
        {
            if (Unable(book, wanted, resource) is { } unable)
            {
                return BudgetDecision.Refuse(book, unable);
            }

            var free = Least(book, wanted.From, resource, wanted, at);
            if (free.Rights < amount)
            {
                var refusal = new BudgetRefusal(
                    BudgetRefusalCode.TooFewRights,
                    wanted.From,
                    resource,
                    amount,
                    Math.Max(0, free.Rights),
                    free.From > at ? free.From : null
                );
                return BudgetDecision.Refuse(book, refusal);
            }
        }

        var after = new BudgetBook(book.All, [.. book.Grants, wanted]);
        return (ScopeLimits.Passed(after, wanted.To, at) ?? ScopeLimits.Passed(after, wanted.From, at)) is { } above
            ? BudgetDecision.Refuse(book, above)
            : new BudgetDecision(after);
    }

    /// <summary>
    /// Ends a grant or a loan before its time. What was passed on of it ends then too, the newest first.
    /// </summary>
    /// <param name="book">The book.</param>
    /// <param name="id">Which one.</param>
    /// <param name="ends">When it is to end, from now on.</param>
    /// <param name="at">Now.</param>
    public static BudgetDecision Recall(BudgetBook book, long id, Instant ends, Instant at)
    {
        var found = book.Grants.FirstOrDefault(grant => grant.Id == id);
        if (found is null || !found.IsOpen(at))
        {
            return Refuse(book, BudgetRefusalCode.NoGrant, found?.To ?? ScopePath.Root);
        }

        var after = Ended(book, found, ends, at);
        while (Overdrawn(after, at) is { } next)
        {
            after = Ended(after, next.Grant, next.At, at);
        }

        return new BudgetDecision(after);
    }

    private static BudgetRefusal? Unable(BudgetBook book, Grant wanted, string resource) =>
        book.Find(wanted.To)?.Counts(resource) != true
            ? new BudgetRefusal(BudgetRefusalCode.NotCounted, wanted.To, resource)
        : wanted.Kind == GrantKind.Loan && book.Find(wanted.From)?.Counts(resource) != true
            ? new BudgetRefusal(BudgetRefusalCode.NotCounted, wanted.From, resource)
        : wanted.Kind == GrantKind.Grant && book.SourceOf(wanted.To, resource) != wanted.From
            ? new BudgetRefusal(BudgetRefusalCode.NoSource, wanted.To, resource)
        : null;

    /// <summary>The least rights that a scope has while something would be given, and since when.</summary>
    private static (long Rights, Instant From) Least(
        BudgetBook book,
        ScopePath scope,
        string resource,
        Grant wanted,
        Instant at
    )
    {
        var begins = wanted.NotBefore > at ? wanted.NotBefore : at;
        var course = book.Course(scope, resource, at);
        return course
            .Steps.Where(step => step.From > begins && step.From < wanted.Expires)
            .Select(step => (step.Rights, step.From))
            .Prepend((course.At(begins), begins))
            .MinBy(one => one.Item1);
    }

    private static BudgetBook Ended(BudgetBook book, Grant grant, Instant ends, Instant at)
    {
        var begins = grant.NotBefore > ends ? ends : grant.NotBefore;
        var ended = grant with
        {
            NotBefore = begins,
            Expires = ends < grant.Expires ? ends : grant.Expires,
            Recalled = grant.Recalled ?? at,
        };
        return new BudgetBook(book.All, book.Grants.Select(one => one.Id == grant.Id ? ended : one));
    }

    /// <summary>The newest of what was passed on of rights that are not there any more, and when it must end.</summary>
    private static (Grant Grant, Instant At)? Overdrawn(BudgetBook book, Instant at)
    {
        foreach (var newest in book.Grants.Where(grant => grant.IsOpen(at)).OrderByDescending(grant => grant.Id))
        {
            foreach (var resource in newest.Amounts.Of.Keys)
            {
                var course = book.Course(newest.From, resource, at);
                var since =
                    course.First < 0 ? at
                    : course.Steps.FirstOrDefault(step => step.Rights < 0) is var step && step != default ? step.From
                    : Instant.Never;
                if (since < newest.Expires)
                {
                    return (newest, since);
                }
            }
        }

        return null;
    }

    private static BudgetDecision Refuse(BudgetBook book, BudgetRefusalCode code, ScopePath scope) =>
        BudgetDecision.Refuse(book, new BudgetRefusal(code, scope));
}
