using Rota.Core.Budgets;
using Rota.Core.Model;

namespace Rota.Store.Budgets;

/// <summary>
/// Where scopes are set, and rights granted, lent and recalled: the home is the one authority of all its scopes.
/// Runners learn of a change as of any shared account.
/// </summary>
public interface IBudgets : IDisposable
{
    /// <summary>Decides on the book as it is, and keeps what comes of it.</summary>
    /// <param name="at">Now, on the wall clock.</param>
    /// <param name="decide">Decides: the book, and the number of a grant that nobody has.</param>
    /// <returns>The decision; where it is a refusal, nothing is changed.</returns>
    BudgetDecision Change(Instant at, Func<BudgetBook, long, BudgetDecision> decide);
}

/// <summary>The book of budgets as it stands.</summary>
public interface IBudgetReader
{
    /// <summary>All scopes, and all that was granted and lent.</summary>
    BudgetBook Book();
}
