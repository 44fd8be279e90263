using Rota.Core.Model;

namespace Rota.Core.Budgets;

/// <summary>How rights came to another scope.</summary>
public enum GrantKind
{
    /// <summary>Handed down by the scope above, on top of what is guaranteed.</summary>
    Grant,

    /// <summary>Lent by any other scope, which has it back at the end.</summary>
    Loan,
}

/// <summary>
/// Rights that a scope has given to another for a time. They are moved and never copied: what the one has more the
/// other has less. At the end they are the giver's again, whether or not anybody is there to give them back.
/// </summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">How they came there.</param>
/// <param name="From">Whose they are.</param>
/// <param name="To">Who has them meanwhile.</param>
/// <param name="Amounts">How much.</param>
/// <param name="NotBefore">From when on.</param>
/// <param name="Expires">Until when, on the wall clock; <see cref="Instant.Never"/> for until it is recalled.</param>
public sealed record Grant(
    long Id,
    GrantKind Kind,
    ScopePath From,
    ScopePath To,
    Amounts Amounts,
    Instant NotBefore,
    Instant Expires
)
{
    /// <summary>When it was recalled, before its end; null where it was not.</summary>
    public Instant? Recalled { get; init; }

    /// <summary>Why it was given, as somebody said.</summary>
    public string? Why { get; init; }

    /// <summary>Whether it holds at an instant.</summary>
    public bool Holds(Instant at) => NotBefore <= at && at < Expires;

    /// <summary>Whether it holds at an instant or will.</summary>
    public bool IsOpen(Instant at) => at < Expires;
}
