using Rota.Linux.Processes;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Processes;

/// <summary>
/// The processes that live now, by the attempt they belong to. Descent counts: a process belongs where its parent does,
/// and one whose parent is dead where its origin is.
/// </summary>
internal sealed class Family
{
    private readonly Dictionary<int, ProcessEntry> processes;
    private readonly Dictionary<int, Origin> origins = [];
    private readonly HashSet<int> orphans;
    private readonly AttemptTable table;
    private readonly Origins evidence;
    private readonly IKernel kernel;
    private readonly int anchor;
    private readonly bool isAnywhere;
    private readonly ILookup<KeptAttempt, ProcessEntry> members;

    /// <summary>Looks at all processes.</summary>
    /// <param name="table">The attempts.</param>
    /// <param name="orphans">What came to this keeper.</param>
    /// <param name="evidence">Tells where orphans belong.</param>
    /// <param name="anchor">The anchor that this keeper was started by.</param>
    /// <param name="isAnywhere">
    /// Whether processes may be below nobody of ours: the anchor of the keeper that started them is dead.
    /// </param>
    /// <param name="kernel">The system.</param>
    public Family(
        AttemptTable table,
        Orphans orphans,
        Origins evidence,
        AnchorIdentity anchor,
        bool isAnywhere,
        IKernel kernel
    )
    {
        (this.table, this.evidence, this.isAnywhere, this.kernel) = (table, evidence, isAnywhere, kernel);

        // Another process adopts orphans once the anchor is dead; its children are not ours.
        this.anchor = kernel.ParentPid == anchor.Pid ? anchor.Pid : -1;
        processes = kernel.Processes().ToDictionary(process => process.Pid);
        this.orphans = [.. orphans.All];
        var living = processes.Values.Where(process => !process.IsZombie).ToArray();
        members = living
            .Where(process => OriginOf(process.Pid).Attempt is not null)
            .ToLookup(process => OriginOf(process.Pid).Attempt!);
        Strays = [.. living.Where(process => OriginOf(process.Pid).IsStray)];
    }

    /// <summary>Those that no attempt speaks for.</summary>
    public IReadOnlyList<ProcessEntry> Strays { get; }

    /// <summary>All living processes of an attempt, its leader among them.</summary>
    public IEnumerable<ProcessEntry> Of(KeptAttempt attempt) => members[attempt];

    private Origin OriginOf(int pid)
    {
        var path = new List<int>();
        var origin = default(Origin);
        while (!origins.TryGetValue(pid, out origin))
        {
            path.Add(pid);
            if (
                !processes.TryGetValue(pid, out var process)
                || IsKnown(process, out origin)
                || path.Count > processes.Count
            )
            {
                break;
            }

            pid = process.Parent;
        }

        foreach (var step in path)
        {
            origins[step] = origin;
        }

        return origin;
    }

    /// <summary>Whether a process has an origin by itself, and not by its parent.</summary>
    private bool IsKnown(ProcessEntry process, out Origin origin)
    {
        origin = default;
        if (process.Pid == kernel.OwnPid || process.Pid == anchor)
        {
            return true;
        }

        if (LeaderOf(process) is { } attempt)
        {
            origin = new Origin(attempt, IsStray: false);
            return true;
        }

        if (orphans.Contains(process.Pid) || process.Parent == anchor)
        {
            origin = evidence.Of(process, isAdopted: process.Parent == anchor);
            return true;
        }

        if (isAnywhere && evidence.Named(process) is { } found)
        {
            origin = new Origin(found, IsStray: false);
            return true;
        }

        return process.Parent == kernel.OwnPid || process.Parent <= 1;
    }

    private KeptAttempt? LeaderOf(ProcessEntry process)
    {
        lock (table.Gate)
        {
            return table.OfPid(process.Pid) is { } attempt && attempt.StartTicks == process.StartTicks ? attempt : null;
        }
    }
}
