using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.Placement;
using Rota.Linux.Processes;
using Rota.Node.Machine;

namespace Rota.Node.Agent;

/// <summary>What this machine has, as far as it can be found out, and what the user says it has.</summary>
public static class NodeCapacity
{
    /// <summary>Variable that names the GPUs (<c>0,1</c>) where detection is wrong.</summary>
    public const string GpuVariable = "ROTA_GPUS";

    /// <summary>Variable that names the licences: <c>abaqus=2,ansys=1</c>.</summary>
    public const string LicenceVariable = "ROTA_LICENSES";

    /// <summary>Finds out what there is.</summary>
    /// <param name="node">What is stated of it.</param>
    /// <param name="slots">Slots, or null for one a core.</param>
    public static Capacity Detect(NodeOptions node, int? slots) =>
        new()
        {
            Slots = slots ?? Environment.ProcessorCount,
            MilliCpus = Environment.ProcessorCount * 1000L,
            CpuIds = [.. CpuSet.Usable()],
            MemoryBytes = MemoryBytes(),
            Gpus = GpusOf(node),
            Licences = LicencesOf(node.Licences ?? ""),
        };

    /// <summary>Memory of this machine, or of the container it is.</summary>
    private static long MemoryBytes() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Identities of the GPUs, by position, as <c>CUDA_VISIBLE_DEVICES</c> names them.</summary>
    /// <param name="node">What is stated of it.</param>
    public static ImmutableArray<string> GpusOf(NodeOptions node)
    {
        if (node.Gpus is { } stated)
        {
            return [.. stated.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        }

        return
        [
            .. Directory
                .GetFiles("/dev", "nvidia*")
                .Select(path => Path.GetFileName(path)["nvidia".Length..])
                .Where(text => int.TryParse(text, CultureInfo.InvariantCulture, out _))
                .OrderBy(int.Parse),
        ];
    }

    private static ImmutableSortedDictionary<string, long> LicencesOf(string stated)
    {
        var licences = ImmutableSortedDictionary.CreateBuilder<string, long>();
        foreach (var entry in stated.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split('=');
            licences[parts[0]] = parts.Length == 2 && long.TryParse(parts[1], out var count) ? count : 1;
        }

        return licences.ToImmutable();
    }
}
