using System.Collections.Immutable;
using Rota.Core.Placement;

namespace Rota.Fabric.Wire;

/// <summary>What a machine has, as fields of a frame.</summary>
public static class CapacityFrames
{
    /// <summary>Adds it.</summary>
    public static FrameWriter Capacity(this FrameWriter writer, Capacity capacity) =>
        writer
            .Int32(capacity.Slots)
            .Int64(capacity.MilliCpus)
            .Int64(capacity.MemoryBytes)
            .Texts([.. capacity.CpuIds.Select(cpu => cpu.ToString())])
            .Texts(capacity.Gpus)
            .Texts([.. capacity.Licences.SelectMany(one => (string[])[one.Key, one.Value.ToString()])]);

    /// <summary>Reads it.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static Capacity Capacity(this ref FrameReader reader) =>
        new()
        {
            Slots = reader.Int32(),
            MilliCpus = reader.Int64(),
            MemoryBytes = reader.Int64(),
            CpuIds = [.. reader.Texts().Select(text => (int)Number(text))],
            Gpus = [.. reader.Texts()],
            Licences = Pairs(reader.Texts()).ToImmutableSortedDictionary(pair => pair.Name, pair => Number(pair.Value)),
        };

    /// <summary>Names and values that were written one after the other.</summary>
    /// <exception cref="InvalidDataException">They are no pairs.</exception>
    internal static IEnumerable<(string Name, string Value)> Pairs(string[] texts)
    {
        if (texts.Length % 2 != 0 || texts.Where((_, at) => at % 2 == 0).Distinct().Count() * 2 != texts.Length)
        {
            throw new InvalidDataException("names and values of a frame are no pairs");
        }

        return texts.Chunk(2).Select(pair => (pair[0], pair[1]));
    }

    private static long Number(string text) =>
        long.TryParse(text, out var number) ? number : throw new InvalidDataException("a number of a frame is none");
}
