using System.Collections.Immutable;
using System.Globalization;
using Rota.Core.Placement;

namespace Rota.Node.Agent;

/// <summary>What this machine has, as far as it can be found out, and what the user says it has.</summary>
public static class NodeCapacity
{
    /// <summary>Variable that names the GPUs (<c>0,1</c>) where detection is wrong.</summary>
    public const string GpuVariable = "ROTA_GPUS";

    /// <summary>Variable that names the licences: <c>abaqus=2,ansys=1</c>.</summary>
    public const string LicenceVariable = "ROTA_LICENSES";

    /// <summary>Identities of the GPUs of this machine.</summary>
    public static ImmutableArray<string> Gpus { get; } = DetectGpus();

    /// <summary>The GPU at this position, as <c>CUDA_VISIBLE_DEVICES</c> names it.</summary>
    public static string GpuName(int position) => position < Gpus.Length ? Gpus[position] : position.ToString();

    /// <summary>Finds out what there is.</summary>
    /// <param name="slots">Slots, or null for one a core.</param>
    public static Capacity Detect(int? slots) =>
        new()
        {
            Slots = slots ?? Environment.ProcessorCount,
            MilliCpus = Environment.ProcessorCount * 1000L,
            MemoryBytes = MemoryBytes(),
            Gpus = Gpus,
            Licences = Licences(),
        };

    /// <summary>Memory of this machine, or of the container it is.</summary>
    private static long MemoryBytes() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static ImmutableArray<string> DetectGpus()
    {
        var stated =
            Environment.GetEnvironmentVariable(GpuVariable)
            ?? Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES");
        if (stated is not null)
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

    private static ImmutableSortedDictionary<string, long> Licences()
    {
        var licences = ImmutableSortedDictionary.CreateBuilder<string, long>();
        var stated = Environment.GetEnvironmentVariable(LicenceVariable) ?? "";
        foreach (var entry in stated.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = entry.Split('=');
            licences[parts[0]] = parts.Length == 2 && long.TryParse(parts[1], out var count) ? count : 1;
        }

        return licences.ToImmutable();
    }
}
