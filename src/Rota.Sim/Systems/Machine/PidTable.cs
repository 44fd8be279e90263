namespace Rota.Sim.Systems.Machine;

/// <summary>The processes of a simulated machine by their numbers, which come again soon.</summary>
internal sealed class PidTable
{
    /// <summary>The process that all others come from. It is not simulated.</summary>
    public const int Init = 1;

    /// <summary>So few that numbers come again soon.</summary>
    private const int PidMax = 150;
    private readonly Dictionary<int, SimProcess> byPid = [];
    private int lastPid = Init;

    public IReadOnlyCollection<SimProcess> All => byPid.Values;

    public SimProcess? Find(int pid) => byPid.GetValueOrDefault(pid);

    public SimProcess Add(SimProcess process) => byPid[process.Pid] = process;

    public void Remove(int pid) => byPid.Remove(pid);

    /// <summary>Forgets all, and counts from the beginning.</summary>
    public void Clear()
    {
        byPid.Clear();
        lastPid = Init;
    }

    /// <summary>The next number in turn that names no process and no session.</summary>
    public int Next()
    {
        do
        {
            lastPid = lastPid >= PidMax ? Init + 1 : lastPid + 1;
        } while (byPid.ContainsKey(lastPid) || byPid.Values.Any(process => process.Session == lastPid));

        return lastPid;
    }
}
