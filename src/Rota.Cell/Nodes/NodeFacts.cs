using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Rota.Cell.State;
using Rota.Core.Placement;
using Rota.Fabric.Nodes;

namespace Rota.Cell.Nodes;

/// <summary>What a node can say of itself.</summary>
/// <param name="folder">The part of its state that the cell has.</param>
/// <param name="settings">Its place in the cell, as it began.</param>
/// <param name="capacity">What it has.</param>
/// <param name="incarnation">Which start of it this is.</param>
internal sealed class NodeFacts(CellFolder folder, CellSettings settings, Capacity capacity, long incarnation)
{
    private const int StartsPerCpu = 4;
    private const int StartsMin = 8;
    private readonly string boot = File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim();
    private long sequence;

    /// <summary>The next word.</summary>
    /// <param name="running">Attempts that run.</param>
    /// <param name="starting">Those that are to.</param>
    /// <param name="withdrawn">Why it takes nothing; null where it does.</param>
    public NodeAnnouncement Next(int running, int starting, string? withdrawn)
    {
        var now = Now();
        return new()
        {
            Name = settings.Name,
            Incarnation = incarnation,
            Sequence = Interlocked.Increment(ref sequence),
            Boot = boot,
            Host = Environment.MachineName,
            Kind = $"linux-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}",
            Version = typeof(NodeFacts).Assembly.GetName().Version!.ToString(3),
            State = folder.State.Path,
            Labels = now.Labels.ToImmutableSortedDictionary(),
            Zone = now.Zone,
            Capacity = capacity,
            Withdrawn = withdrawn,
            Use = new NodeUse(
                running,
                starting,
                Math.Max(StartsMin, capacity.CpuIds.Length * StartsPerCpu),
                SystemUse.LoadPercent(),
                SystemUse.MemoryFreeBytes()
            ),
        };
    }

    /// <summary>People label a machine while its node is served.</summary>
    private CellSettings Now()
    {
        try
        {
            return CellSettings.Find(folder) ?? settings;
        }
        catch (CellException)
        {
            // It cannot be read: what it said when the node began holds until it can.
            return settings;
        }
    }
}
