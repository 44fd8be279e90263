using Rota.Core.Jobs;
using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Loads;

/// <summary>
/// What jobs say of nodes that are cut off. Times are short beside those that a job file may have, for the world is.
/// </summary>
internal static class LeasedJobs
{
    private const string Purpose = "leases";

    /// <summary>Gives a drawn job some of that.</summary>
    public static JobSpec Add(World world, JobSpec job) =>
        job with
        {
            Policies =
            [
                .. job.Policies.Select(policy =>
                    policy with
                    {
                        OnDisconnect = Draw(world.Chance, world.HasLongCuts, policy.Stop.Grace),
                    }
                ),
            ],
        };

    private static DisconnectPolicy Draw(Chance chance, bool isLeased, TimeSpan grace)
    {
        var lease = TimeSpan.FromMilliseconds(chance.Between(Purpose, 500, 1_900));
        var soon = TimeSpan.FromMilliseconds(chance.Scaled(Purpose, 200, 4_000));
        return chance.Below(Purpose, isLeased ? 5 : 10) switch
        {
            0 => new() { SelfStopAfter = lease },
            1 or 2 => new() { SelfStopAfter = lease, ReplaceAfter = DisconnectPolicy.LeastReplaceAfter(lease, grace) },
            3 => new() { ReplaceAfter = soon, DuplicatesAreHarmless = true },
            4 => new()
            {
                SelfStopAfter = lease,
                ReplaceAfter = soon,
                DuplicatesAreHarmless = true,
            },
            _ => DisconnectPolicy.None,
        };
    }
}
