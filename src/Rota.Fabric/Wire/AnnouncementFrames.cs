using System.Collections.Immutable;
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
        writer.Capacity(said.Capacity).End();
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
            Labels = CapacityFrames
                .Pairs(reader.Texts())
                .ToImmutableSortedDictionary(pair => pair.Name, pair => pair.Value),
            Zone = reader.TextOrNull(),
            Use = new NodeUse(reader.Int32(), reader.Int32(), reader.Int32(), reader.Int32(), reader.Int64()),
            Withdrawn = reader.TextOrNull(),
            Capacity = reader.Capacity(),
        };
}
