using System.Collections.Immutable;
using Rota.Core.Placement;
using Rota.Fabric.Nodes;

namespace Rota.Fabric.Wire;

/// <summary>Announcements as frames. What a later version adds comes last.</summary>
public static class AnnouncementFrames
{
    /// <summary>Writes one.</summary>
    public static void Write(FrameWriter writer, NodeAnnouncement said)
    {
        writer
            .Begin(FrameKind.Announcement)
            .Text(said.Name)
            .Int64(said.Incarnation)
            .Int64(said.Sequence)
            .Text(said.Boot)
            .Text(said.Host)
            .Text(said.Kind)
            .Text(said.Version)
            .Text(said.State)
            .Texts([.. said.Labels.SelectMany(label => (string[])[label.Key, label.Value])])
            .Text(said.Zone)
            .Int32(said.Use.Running)
            .Int32(said.Use.Starting)
            .Int32(said.Use.StartMax)
            .Int32(said.Use.LoadPercent)
            .Int64(said.Use.MemoryFreeBytes)
            .Text(said.Withdrawn);
        Write(writer, said.Capacity).End();
    }

    /// <summary>Reads one, behind its kind.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static NodeAnnouncement Read(ref FrameReader reader) =>
        new()
        {
            Name = reader.Text(),
            Incarnation = reader.Int64(),
            Sequence = reader.Int64(),
            Boot = reader.Text(),
            Host = reader.Text(),
            Kind = reader.Text(),
            Version = reader.Text(),
            State = reader.Text(),
            Labels = Pairs(reader.Texts()).ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value),
            Zone = reader.TextOrNull(),
            Use = new NodeUse(reader.Int32(), reader.Int32(), reader.Int32(), reader.Int32(), reader.Int64()),
            Withdrawn = reader.TextOrNull(),
            Capacity = ReadCapacity(ref reader),
        };

    private static FrameWriter Write(FrameWriter writer, Capacity capacity) =>
        writer
            .Int32(capacity.Slots)
            .Int64(capacity.MilliCpus)
            .Int64(capacity.MemoryBytes)
            .Texts([.. capacity.CpuIds.Select(cpu => cpu.ToString())])
            .Texts(capacity.Gpus)
            .Texts([.. capacity.Licences.SelectMany(one => (string[])[one.Key, one.Value.ToString()])]);

    private static Capacity ReadCapacity(ref FrameReader reader) =>
        new()
        {
            Slots = reader.Int32(),
            MilliCpus = reader.Int64(),
            MemoryBytes = reader.Int64(),
            CpuIds = [.. reader.Texts().Select(text => (int)Number(text))],
            Gpus = [.. reader.Texts()],
            Licences = Pairs(reader.Texts()).ToImmutableSortedDictionary(pair => pair.Name, pair => Number(pair.Value)),
        };

    private static IEnumerable<(string Name, string Value)> Pairs(string[] texts)
    {
        if (texts.Length % 2 != 0 || texts.Where((_, at) => at % 2 == 0).Distinct().Count() * 2 != texts.Length)
        {
            throw new InvalidDataException("names and values of an announcement are no pairs");
        }

        return texts.Chunk(2).Select(pair => (pair[0], pair[1]));
    }

    private static long Number(string text) =>
        long.TryParse(text, out var number)
            ? number
            : throw new InvalidDataException("a number of an announcement is none");
}
