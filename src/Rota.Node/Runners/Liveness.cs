using Rota.Core.Slots;
using Rota.Node.Keeper;

namespace Rota.Node.Runners;

/// <summary>Whether a member's process lives.</summary>
public static class Liveness
{
    /// <summary>Whether the same process lives, not another with its number.</summary>
    public static bool IsAlive(Member member) =>
        ProcessTable.Find(member.Pid) is { IsZombie: false } found && found.StartTicks == member.StartTicks;
}
