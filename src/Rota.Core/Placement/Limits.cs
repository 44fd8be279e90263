using Rota.Core.Model;

namespace Rota.Core.Placement;

/// <summary>
/// The book of the rules that people set: how many tasks of a queue, with a concurrency key, of a job or of an entry
/// may run, and how much those of a scope may take, on whatever node. The home answers for those that several jobs
/// share; a job's runner for those of the job.
/// </summary>
public sealed class Limits : AccountBook
{
    /// <summary>The account of a queue, opened on first use without a limit.</summary>
    public Account Queue(string name) => Of(AccountId.Queue(name));

    /// <summary>The account of a concurrency key, opened on first use.</summary>
    public Account ConcurrencyKey(string text) => Of(AccountId.ConcurrencyKey(text));

    /// <summary>An account of several jobs, opened on first use without a limit.</summary>
    public Account Shared(AccountId id) => Of(id);

    /// <summary>Takes over a shared account, as another process committed it.</summary>
    /// <param name="id">The account.</param>
    /// <param name="used">How much of it is used.</param>
    /// <param name="limit">The limit that somebody set; null where none is set.</param>
    /// <returns>How much became free by it; negative when there is less.</returns>
    public long Learn(AccountId id, long used, long? limit)
    {
        var account = Of(id);
        var free = account.Capacity - account.Used;
        account.Learn(used, limit ?? long.MaxValue);
        return account.Capacity - used - free;
    }

    /// <summary>Why the limits let nothing more of the shape start now, or null when they do.</summary>
    public static Refusal? Check(Shape shape) => Check(shape.OfLimits);

    /// <summary>Why limits let nothing more start now that they count; null when they do.</summary>
    internal static Refusal? Of(ReadOnlySpan<Charge> limits) => Check(limits);

    /// <summary>Counts an attempt that a check let through.</summary>
    /// <exception cref="InvariantException">A limit is reached.</exception>
    public Reservation Reserve(AttemptId attempt, Shape shape) => Grant(attempt, shape, [], []);

    /// <summary>Counts an attempt that runs already.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="shape">What it is of.</param>
    /// <param name="isStored">Whether the store's word on shared accounts has it already.</param>
    public Reservation Restore(AttemptId attempt, Shape shape, bool isStored) => Book(attempt, shape, [], [], isStored);

    /// <inheritdoc/>
    private protected override ReadOnlySpan<Charge> ChargesOf(Shape shape) => shape.OfLimits;

    private Account Of(AccountId id)
    {
        Invariant.Check(id.IsOfHome, "limits that several jobs obey are all that is counted here");
        return Find(id) ?? Open(id, long.MaxValue);
    }
}
