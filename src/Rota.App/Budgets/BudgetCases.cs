using Rota.Core.Budgets;
using Rota.Core.Model;
using Rota.Core.Placement;

namespace Rota.App.Budgets;

/// <summary>What can be done with budgets.</summary>
public static class BudgetCases
{
    /// <summary>The scopes, what each has and uses, and what was granted and lent.</summary>
    /// <param name="site">The state.</param>
    /// <param name="all">Whether grants are in it that are over.</param>
    public static BudgetList List(Site site, bool all = false)
    {
        using var queries = site.Open().Read();
        return BudgetViews.Of(queries.Budgets.Book(), Used(queries.Queues.Accounts()), site.Now, all);
    }

    /// <summary>What would be after a change, which is not made.</summary>
    /// <exception cref="Problems.ProblemException">It would be refused.</exception>
    public static BudgetList Plan(Site site, BudgetChange change)
    {
        using var queries = site.Open().Read();
        var book = queries.Budgets.Book();
        var after = Decided(Decide(book, change, site.Now, book.NextGrant));
        return BudgetViews.Of(after, Used(queries.Queues.Accounts()), site.Now, all: false);
    }

    /// <summary>Changes budgets, and answers with all.</summary>
    /// <exception cref="Problems.ProblemException">It is refused.</exception>
    public static BudgetList Change(Site site, BudgetChange change)
    {
        using (var budgets = site.Create().Budgets())
        {
            _ = Decided(budgets.Change(site.Now, (book, next) => Decide(book, change, site.Now, next)));
        }

        return List(site);
    }

    private static BudgetBook Decided(BudgetDecision decision) =>
        decision.Refusal is { } refusal ? throw BudgetRefusals.Of(refusal) : decision.After;

    private static BudgetDecision Decide(BudgetBook book, BudgetChange change, Instant at, long next) =>
        change switch
        {
            BudgetChange.Set set => BudgetRule.Set(book, Wanted(book, set), at),
            BudgetChange.Removal removal => BudgetRule.Forget(book, BudgetTexts.Path(removal.Scope), at),
            BudgetChange.Give give => Give(book, give, at, next),
            BudgetChange.Recall recall => GrantRule.Recall(
                book,
                recall.Number,
                at + (BudgetTexts.Time("--in", recall.In) ?? TimeSpan.Zero),
                at
            ),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    private static BudgetScope Wanted(BudgetBook book, BudgetChange.Set set)
    {
        var path = BudgetTexts.Path(set.Scope);
        var stored = book.Find(path) ?? BudgetScope.New(path);
        if (set.Weight is < 1)
        {
            throw BudgetRefusals.Misread("no weight:", $"{set.Weight}", "a whole number from 1 on");
        }

        return stored with
        {
            Guarantee = BudgetTexts.With(stored.Guarantee, set.Guarantee),
            Ceiling = BudgetTexts.With(stored.Ceiling, set.Ceiling),
            Lend = BudgetTexts.With(stored.Lend, set.Lend),
            Borrow = BudgetTexts.With(stored.Borrow, set.Borrow),
            Weight = set.Weight ?? stored.Weight,
        };
    }

    /// <summary>What comes from several scopes, for another counts each resource, is as many grants.</summary>
    private static BudgetDecision Give(BudgetBook book, BudgetChange.Give give, Instant at, long next)
    {
        var to = BudgetTexts.Path(give.Scope);
        var from = give.From is { } lender ? BudgetTexts.Path(lender) : (ScopePath?)null;
        var begins = at + (BudgetTexts.Time("--in", give.In) ?? TimeSpan.Zero);
        var ends = BudgetTexts.Time("--for", give.For) is { } length ? begins + length : Instant.Never;
        var decision = new BudgetDecision(book);
        foreach (
            var part in BudgetTexts
                .Amounts(give.Amounts)
                .Of.GroupBy(one => from ?? book.SourceOf(to, one.Key) ?? ScopePath.Root)
        )
        {
            var kind = from is null ? GrantKind.Grant : GrantKind.Loan;
            var grant = new Grant(next++, kind, part.Key, to, Core.Budgets.Amounts.From(part), begins, ends)
            {
                Why = give.Why,
            };
            decision = GrantRule.Give(decision.After, grant, at);
            if (decision.Refusal is { } refusal)
            {
                return new BudgetDecision(book, refusal);
            }
        }

        return decision;
    }

    private static Dictionary<AccountId, long> Used(IEnumerable<Core.Scheduling.State.AccountUse> accounts) =>
        accounts.Where(use => use.Account.Kind == AccountKind.Budget).ToDictionary(use => use.Account, use => use.Used);
}
