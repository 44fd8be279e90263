using Rota.Core.Placement;

namespace Rota.Core.Scheduling.State;

/// <summary>How good a node is for one more task of a ready queue, in parts. The lowest total wins.</summary>
/// <param name="Used">Mean share of what the task takes that is used once it is there, 0 to 1.</param>
/// <param name="Starting">A quarter for each attempt that was ordered there and is not known to run.</param>
/// <param name="Spread">
/// Half the share of the job's like tasks that are in its zone, and a quarter of that on itself.
/// </param>
/// <param name="Preferred">Less than 0 for what the task prefers: that counts more than an even load.</param>
internal readonly record struct PlaceScore(double Used, double Starting, double Spread, double Preferred)
{
    private const double PerStarting = 0.25;
    private const double OfZone = 0.5;
    private const double OfNode = 0.25;
    private const double OfPreferred = 4;

    public double Total => Used + Starting + Spread + Preferred;

    /// <summary>The score of a node.</summary>
    /// <param name="place">The node.</param>
    /// <param name="inZone">How many of the job's like tasks run in its zone.</param>
    /// <param name="inAll">How many run on all nodes.</param>
    public static PlaceScore Of(Place place, long inZone, long inAll) =>
        new(
            UsedAfter(place.Claim),
            PerStarting * place.Node.Starting,
            inAll == 0 ? 0 : ((OfZone * inZone) + (OfNode * place.Running)) / inAll,
            -OfPreferred * place.Preferred
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
