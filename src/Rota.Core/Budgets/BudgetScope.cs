namespace Rota.Core.Budgets;

/// <summary>What people set for a scope.</summary>
/// <param name="Path">Which one.</param>
/// <param name="Guarantee">
/// What it has for good. A resource that it names is counted here; one that it does not is counted by the scope above.
/// </param>
/// <param name="Ceiling">The most that it and all below may have, with what is granted and lent to them.</param>
/// <param name="Lend">The most that it lends at a time; of a resource that is not named, all.</param>
/// <param name="Borrow">The most that it borrows at a time; of a resource that is not named, nothing by itself.</param>
/// <param name="Weight">Its share beside its siblings, from 1.</param>
public sealed record BudgetScope(
    ScopePath Path,
    Amounts Guarantee,
    Amounts Ceiling,
    Amounts Lend,
    Amounts Borrow,
    int Weight
)
{
    /// <summary>A scope of which nothing is set yet.</summary>
    public static BudgetScope New(ScopePath path) =>
        new(path, Amounts.None, Amounts.None, Amounts.None, Amounts.None, Weight: 1);

    /// <summary>Whether it counts a resource itself.</summary>
    public bool Counts(string resource) => Guarantee[resource] is not null;
}
