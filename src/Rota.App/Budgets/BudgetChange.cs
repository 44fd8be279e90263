namespace Rota.App.Budgets;

/// <summary>What is to become of budgets, as people write it: texts are read in one place, whoever asks.</summary>
public abstract record BudgetChange
{
    private BudgetChange() { }

    /// <summary>
    /// Sets what a scope has, and what it may. What is not named stays; <c>cpus=none</c> takes a resource away.
    /// </summary>
    /// <param name="Scope">Path of the scope.</param>
    /// <param name="Guarantee">What it has for good; null for what it has.</param>
    /// <param name="Ceiling">The most that it and those below may have.</param>
    /// <param name="Lend">The most that it lends.</param>
    /// <param name="Borrow">The most that it borrows.</param>
    /// <param name="Weight">Its share beside its siblings.</param>
    public sealed record Set(
        string Scope,
        string? Guarantee,
        string? Ceiling,
        string? Lend,
        string? Borrow,
        int? Weight
    ) : BudgetChange;

    /// <summary>Forgets what was set for a scope.</summary>
    /// <param name="Scope">Path of the scope.</param>
    public sealed record Removal(string Scope) : BudgetChange;

    /// <summary>Gives rights for a time.</summary>
    /// <param name="From">Who lends them; null where the scope above grants them.</param>
    /// <param name="Scope">Who has them then.</param>
    /// <param name="Amounts">How much.</param>
    /// <param name="For">For how long: <c>8h</c>; null for until it is recalled.</param>
    /// <param name="In">After how long it begins; null for now.</param>
    /// <param name="Why">Why; null for no reason.</param>
    public sealed record Give(string? From, string Scope, string Amounts, string? For, string? In, string? Why)
        : BudgetChange;

    /// <summary>Ends a grant or a loan before its time.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="In">After how long it ends; null for now.</param>
    public sealed record Recall(long Number, string? In) : BudgetChange;
}
