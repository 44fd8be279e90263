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

    /// <summary>All that is reserved, GPUs included.</summary>
    public required Charge[] Charges { get; init; }

    /// <summary>
    /// What it takes of shared accounts, a line each (<c>1 slots</c>): stored with every attempt that holds it.
    /// </summary>
    public string Booking =>
        booking ??= string.Join(
            '\n',
            Charges.Where(charge => charge.Account.IsShared).Select(charge => $"{charge.Amount} {charge.Account.Name}")
        );

    private string? booking;

    /// <summary>GPUs by identity.</summary>
    public int Gpus { get; init; }

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

    /// <summary>Whether the shape takes of this account.</summary>
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
