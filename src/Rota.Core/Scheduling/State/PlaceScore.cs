using Rota.Core.Placement;
using Rota.Core.Placement.Strategies;

namespace Rota.Core.Scheduling.State;

/// <summary>How good a node is for one more task of a ready queue, in parts. The lowest total wins.</summary>
/// <param name="Used">Mean share of what the task takes that is used once it is there, 0 to 1.</param>
/// <param name="Starting">A quarter for each attempt that was ordered there and is not known to run.</param>
/// <param name="InZone">How many of the job's like tasks run in its zone.</param>
/// <param name="OnNode">How many run on itself.</param>
/// <param name="InAll">How many run on all nodes.</param>
/// <param name="Preferred">Share of what the task prefers that is true of it, 0 to 1.</param>
/// <param name="HasFiles">Whether what the task reads is there, where it names files that it reads.</param>
public readonly record struct PlaceScore(
    double Used,
    double Starting,
    long InZone,
    int OnNode,
    long InAll,
    double Preferred,
    bool HasFiles = false
)
{
    private const double PerStarting = 0.25;
    private const double OfZone = 0.5;
    private const double OfNode = 0.25;
    private const double OfPreferred = 4;

    /// <summary>Outweighs that its like are there, and an even load; not what people prefer.</summary>
    private const double PerFiles = 2;

    // What is offered is counted in millionths: a task that has room is offered one at least.
    private const int Whole = 1_000_000;

    /// <summary>Half the share of the job's like tasks that are in its zone.</summary>
    public double ZoneSpread => InAll == 0 ? 0 : OfZone * InZone / InAll;

    /// <summary>A quarter of the share of them that are on itself.</summary>
    public double NodeSpread => InAll == 0 ? 0 : OfNode * OnNode / InAll;

    /// <summary>Less than 0 for what the task prefers: that counts more than an even load.</summary>
    public double OfPreference => 0 - (OfPreferred * Preferred);

    /// <summary>Less than 0 where nothing has to be brought for the task to read.</summary>
    public double OfFiles => HasFiles ? -PerFiles : 0;

    /// <summary>What a balance is made of.</summary>
    public double Total => Used + Starting + ZoneSpread + NodeSpread + OfPreference + OfFiles;

    /// <summary>What it offers, as all strategies are asked.</summary>
    public Offer Offer =>
        new(0, 1 + (int)(Whole * (1 - Math.Min(1, Used))), (int)(Whole * Math.Min(1, Used)), 0)
        {
            InZone = (int)Math.Min(InZone, Whole),
            OnNode = Math.Min(OnNode, Whole),
        };

    /// <summary>How loaded it is, in millionths: what is compared of two that are drawn.</summary>
    public int Load => (int)Math.Min(int.MaxValue, Whole * (Used + Starting));

    /// <summary>The score of a node.</summary>
    /// <param name="place">The node.</param>
    /// <param name="inZone">How many of the job's like tasks run in its zone.</param>
    /// <param name="inAll">How many run on all nodes.</param>
    internal static PlaceScore Of(Place place, long inZone, long inAll) =>
        new(
            UsedAfter(place.Claim),
            PerStarting * place.Node.Starting,
            inZone,
            place.Running,
            inAll,
            place.Preferred,
            place.HasFiles
        );

    private static double UsedAfter(NodeClaim claim)
    {
        var shares = 0.0;
        foreach (ref readonly var charge in claim.Charges)
        {
            shares += (charge.Account.Used + charge.Amount) / (double)charge.Account.Capacity;
        }

        return claim.Charges.IsEmpty ? 0 : shares / claim.Charges.Length;
    }
}
