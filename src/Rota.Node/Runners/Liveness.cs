using Rota.Core.Slots;
using Rota.Node.Hosting;
using Rota.Node.Keeper;

namespace Rota.Node.Runners;

/// <summary>Whether a member's process lives.</summary>
public static class Liveness
{
    /// <summary>Whether the same process lives, not another with its number.</summary>
    public static bool IsAlive(Member member) => IsAlive(member, ProcessTable.Find(member.Pid));

    /// <summary>The same, on another system.</summary>
    internal static bool IsAlive(IKernel kernel, Member member) => IsAlive(member, kernel.Find(member.Pid));

    private static bool IsAlive(Member member, ProcessEntry? found) =>
        found is { IsZombie: false } && found.Value.StartTicks == member.StartTicks;
}
