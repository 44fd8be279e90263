using Rota.Core.Model;

namespace Rota.Core.Placement;

/// <summary>
/// What a class of tasks reserves. Tasks of one shape take exactly the same room, so one can start in the place of
/// another without asking the ledger again; that is what makes successors safe.
/// </summary>
public sealed class Shape
{
    private const double Smoothing = 0.2;

    /// <summary>Number of the shape in its scheduler: the ready queue of its successors at the node. From 1.</summary>
    public required int Id { get; init; }

    /// <summary>All that is reserved: what limits count first, then what the node has.</summary>
    public required Charge[] Charges
    {
        get;
        init
        {
            field = value;
            limits = value.TakeWhile(charge => charge.Account.IsLimit).Count();
            Invariant.Check(!value.Skip(limits).Any(charge => charge.Account.IsLimit), "limits are charged first");
        }
    }

    /// <summary>What limits count of it.</summary>
    public ReadOnlySpan<Charge> OfLimits => Charges.AsSpan(0, limits);

    /// <summary>What it takes of its node.</summary>
    public ReadOnlySpan<Charge> OfNode => Charges.AsSpan(limits);

    /// <summary>Its node: tasks that take as much of another one are of another shape.</summary>
    public NodeId Node { get; init; } = NodeId.Home;

    /// <summary>What it takes of shared accounts: stored with every attempt that holds it.</summary>
    public string Booking =>
        booking ??= Placement.Booking.Write(
            Charges.Where(charge => charge.Account.IsShared).Select(charge => (charge.Account.Id, charge.Amount))
        );

    /// <summary>The queue that counts it.</summary>
    public string Queue => Accounts.First(account => account.Kind == AccountKind.Queue).Name;

    /// <summary>What counts it besides its job.</summary>
    public CountedBy By => new(Queue, CountedBy.Join(Accounts.Where(account => account.Kind == AccountKind.Budget)));

    private IEnumerable<AccountId> Accounts => Charges.Select(charge => charge.Account.Id);

    private readonly int limits;
    private string? booking;

    /// <summary>Its GPUs, which the node books by identity; null for none.</summary>
    public DeviceClaim? Gpus { get; init; }

    /// <summary>Its CPUs, where it is pinned to them; null where it is not.</summary>
    public DeviceClaim? Pinned { get; init; }

    /// <summary>Whether tasks may be committed ahead of room. Not with GPUs (identities differ) or keys.</summary>
    public bool AllowsSuccessors { get; init; }

    /// <summary>Attempts that hold room.</summary>
    public int Running { get; internal set; }

    /// <summary>Attempts committed to start in the place of one that ends.</summary>
    public int Waiting { get; internal set; }

    /// <summary>Smoothed seconds an attempt takes; null before the first one ended.</summary>
    public double? MeanSeconds { get; private set; }

    /// <summary>Takes in how long an attempt took.</summary>
    public void Observe(TimeSpan duration)
    {
        var seconds = Math.Max(0, duration.TotalSeconds);
        MeanSeconds = MeanSeconds is { } mean ? mean + (Smoothing * (seconds - mean)) : seconds;
    }

    /// <summary>
    /// Whether it takes of an account of which too much is used already: then nobody takes a place over.
    /// </summary>
    public bool IsOverdrawn
    {
        get
        {
            foreach (var charge in Charges)
            {
                if (charge.Account.IsOverdrawn)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether it takes of any of these accounts.</summary>
    public bool TakesAnyOf(IReadOnlySet<Account> accounts) => Charge.TakesAnyOf(Charges, accounts);

    /// <summary>Whether it takes of this account.</summary>
    public bool Takes(Account account)
    {
        foreach (var charge in Charges)
        {
            if (ReferenceEquals(charge.Account, account))
            {
                return true;
            }
        }

        return false;
    }
}
