using Rota.Core.Model;

namespace Rota.Core.Budgets;

/// <summary>Why rights are not moved.</summary>
public enum BudgetRefusalCode
{
    /// <summary>The scope they should come from has too few that are not handed on.</summary>
    TooFewRights,

    /// <summary>The scope has handed on more than it would have.</summary>
    HandedOn,

    /// <summary>The scope they should go to, or one above it, would have more than its ceiling.</summary>
    AboveCeiling,

    /// <summary>The lender would lend more than it may.</summary>
    AboveLendLimit,

    /// <summary>The borrower would borrow more than it may.</summary>
    AboveBorrowLimit,

    /// <summary>The scope does not count the resource, so it neither has nor takes rights to it.</summary>
    NotCounted,

    /// <summary>It is not the scope above that counts the resource: nobody else hands it down.</summary>
    NoSource,

    /// <summary>Nothing is set for the scope.</summary>
    NoScope,

    /// <summary>There is no such grant, or it is over.</summary>
    NoGrant,

    /// <summary>The scope has given rights away, or was given some, that are not over.</summary>
    HasGrants,

    /// <summary>It would end before it begins, or has ended already.</summary>
    NoTime,
}

/// <summary>Why rights are not moved, with the numbers of the check that refused.</summary>
/// <param name="Code">What kind of refusal it is.</param>
/// <param name="Scope">Whose rights or limit it is.</param>
/// <param name="Resource">Which resource; empty where it is of none.</param>
/// <param name="Asked">How much was asked.</param>
/// <param name="Most">How much it could have been.</param>
/// <param name="From">From when on it is short; null for now.</param>
public sealed record BudgetRefusal(
    BudgetRefusalCode Code,
    ScopePath Scope,
    string Resource = "",
    long Asked = 0,
    long Most = 0,
    Instant? From = null
);

/// <summary>What becomes of a book.</summary>
/// <param name="After">The book with the change; as it was where it is refused.</param>
/// <param name="Refusal">Why nothing is changed; null where it is.</param>
public sealed record BudgetDecision(BudgetBook After, BudgetRefusal? Refusal = null)
{
    /// <summary>The same book, for a reason.</summary>
    internal static BudgetDecision Refuse(BudgetBook book, BudgetRefusal refusal) => new(book, refusal);
}
