using Rota.Core.Slots;
using Rota.Linux.Processes;

namespace Rota.Runners.Members;

/// <summary>Whether a member's process lives.</summary>
public static class Liveness
{
    /// <summary>Whether the same process lives, not another with its number.</summary>
    public static bool IsAlive(Member member) => IsAlive(member, ProcessTable.Find(member.Pid));

    /// <summary>The same, on another system.</summary>
    internal static bool IsAlive(IProcesses processes, Member member) => IsAlive(member, processes.Find(member.Pid));

    private static bool IsAlive(Member member, ProcessEntry? found) =>
        found is { IsZombie: false } && found.Value.StartTicks == member.StartTicks;
}
