using Rota.Core.Model;

namespace Rota.Core.Placement;

/// <summary>Accounts that one authority answers for, and which attempt holds what of them.</summary>
public abstract class AccountBook
{
    private readonly Dictionary<AccountId, Account> accounts = [];
    private readonly List<Account> changes = [];

    /// <summary>Each knows its place, so that no start or end costs a look-up. What is given back leaves a gap.</summary>
    private readonly List<Reservation?> reservations = [];
    private readonly Stack<int> gaps = new();

    /// <summary>All accounts.</summary>
    public IEnumerable<Account> Accounts => accounts.Values;

    /// <summary>What attempts hold, in no order.</summary>
    public IEnumerable<Reservation> Reservations => reservations.OfType<Reservation>();

    /// <summary>Shared accounts that changed since they were last taken: what the turn's commit writes.</summary>
    public IReadOnlyCollection<Account> Changes => changes;

    /// <summary>Forgets the changes: they are committed.</summary>
    public void ClearChanges()
    {
        foreach (var account in changes)
        {
            account.Stored();
        }

        changes.Clear();
    }

    /// <summary>The account with this name, or null.</summary>
    public Account? Find(AccountId id) => accounts.GetValueOrDefault(id);

    /// <summary>Who holds something of an account, the oldest attempt first. Looked for, not kept.</summary>
    public IReadOnlyList<AttemptId> HoldersOf(Account account) =>
        [
            .. Reservations
                .Where(reservation => reservation.Shape.Takes(account))
                .Select(reservation => reservation.Holder)
                .OrderBy(holder => holder.Value),
        ];

    /// <summary>A successor takes over what its predecessor held: nothing is given back and nothing taken.</summary>
    /// <exception cref="InvariantException">The predecessor holds nothing any more.</exception>
    public void HandOver(Reservation reservation, AttemptId successor)
    {
        CheckHeld(reservation);
        reservation.Holder = successor;
    }

    /// <summary>Gives back what was reserved, all of it and no more.</summary>
    /// <exception cref="InvariantException">It was given back before.</exception>
    public virtual void Release(Reservation reservation)
    {
        CheckHeld(reservation);
        foreach (var charge in ChargesOf(reservation.Shape))
        {
            charge.Account.Return(charge.Amount);
        }

        reservations[reservation.Place] = null;
        gaps.Push(reservation.Place);
        reservation.Place = -1;
    }

    /// <summary>What of a claim this book answers for.</summary>
    private protected abstract ReadOnlySpan<Charge> ChargesOf(Shape shape);

    private protected Account Open(AccountId id, long capacity) => accounts[id] = new Account(id, capacity, changes);

    /// <summary>Why a claim does not fit now; null when it does.</summary>
    internal static Refusal? Check(ReadOnlySpan<Charge> charges)
    {
        foreach (ref readonly var charge in charges)
        {
            if (charge.Account.Used + charge.Amount > charge.Most)
            {
                return new Refusal(charge.Account, charge.Amount, charge.Account.Used, charge.Most);
            }
        }

        return null;
    }

    /// <summary>Reserves what a check let through.</summary>
    private protected Reservation Grant(AttemptId attempt, Shape shape, int[] gpus, int[] cpus)
    {
        foreach (ref readonly var charge in ChargesOf(shape))
        {
            charge.Account.Grant(charge.Amount, charge.Most);
        }

        return Add(new Reservation(attempt, shape, gpus, cpus));
    }

    /// <summary>Books what an attempt has already, though nobody asked for it here.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="shape">What it holds.</param>
    /// <param name="gpus">Its GPUs.</param>
    /// <param name="cpus">Its CPUs, where it is pinned.</param>
    /// <param name="isStored">Whether the store's word on shared accounts has it already.</param>
    private protected Reservation Book(AttemptId attempt, Shape shape, int[] gpus, int[] cpus, bool isStored)
    {
        foreach (ref readonly var charge in ChargesOf(shape))
        {
            if (!isStored || !charge.Account.IsShared)
            {
                charge.Account.Book(charge.Amount);
            }
        }

        return Add(new Reservation(attempt, shape, gpus, cpus));
    }

    private Reservation Add(Reservation reservation)
    {
        if (gaps.TryPop(out var gap))
        {
            reservations[gap] = reservation;
            reservation.Place = gap;
        }
        else
        {
            reservation.Place = reservations.Count;
            reservations.Add(reservation);
        }

        return reservation;
    }

    private void CheckHeld(Reservation reservation)
    {
        if (
            reservation.Place < 0
            || reservation.Place >= reservations.Count
            || !ReferenceEquals(reservations[reservation.Place], reservation)
        )
        {
            throw new InvariantException($"attempt {reservation.Holder} gives back what it does not hold here");
        }
    }
}
