using System.Collections.Immutable;
using Rota.Core.Placement;
using Rota.Fabric.Nodes;
using Rota.Fabric.Wire;

namespace Rota.Fabric.Tests.Cells;

/// <summary>Announcements travel whole, and what is none is refused.</summary>
public sealed class AnnouncementFramesTests
{
    public static NodeAnnouncement Full { get; } = new()
    {
        Name = "node-1",
        Incarnation = 7,
        Sequence = 900,
        Boot = "b00t",
        Host = "rack4-17",
        Kind = "linux-x64",
        Version = "0.1.0",
        State = "/var/lib/rota",
        Labels = new Dictionary<string, string> { ["disk"] = "ssd", ["gpu"] = "" }.ToImmutableSortedDictionary(),
        Zone = "rack4",
        Withdrawn = "no process can be started",
        Use = new NodeUse(3, 2, 16, 412, 9L << 30),
        Capacity = new Capacity
        {
            Slots = 16,
            MilliCpus = 16_000,
            MemoryBytes = 64L << 30,
            CpuIds = [0, 1, 5],
            Gpus = ["GPU-1", "GPU-2"],
            Licences = new Dictionary<string, long> { ["abaqus"] = 2 }.ToImmutableSortedDictionary(),
        },
    };

    [Fact]
    public void An_announcement_is_read_as_it_was_written()
    {
        var read = Read(Written(Full));
        Assert.Equal(Text(Full), Text(read));
        Assert.Equal(Written(Full), Written(read));
    }

    [Fact]
    public void One_that_is_cut_anywhere_is_refused()
    {
        var whole = Written(Full);
        for (var length = 1; length < whole.Length; length++)
        {
            Assert.ThrowsAny<InvalidDataException>(() => Read(whole[..length]));
        }
    }

    [Theory]
    [InlineData(7, 901, true)]
    [InlineData(8, 1, true)]
    [InlineData(7, 900, false)]
    [InlineData(6, 5_000, false)]
    public void The_latest_word_is_that_of_the_latest_start(long incarnation, long sequence, bool isLater) =>
        Assert.Equal(isLater, (Full with { Incarnation = incarnation, Sequence = sequence }).IsLaterThan(Full));

    public static byte[] Written(NodeAnnouncement said)
    {
        var writer = new FrameWriter();
        AnnouncementFrames.Write(writer, said);
        return writer.Written.ToArray()[4..];
    }

    private static NodeAnnouncement Read(byte[] payload)
    {
        var reader = new FrameReader(payload);
        Assert.Equal(FrameKind.Announcement, reader.Kind());
        return AnnouncementFrames.Read(ref reader);
    }

    private static string Text(NodeAnnouncement said) =>
        $"{said with { Labels = Full.Labels, Capacity = Full.Capacity }}"
        + $" {string.Join(',', said.Labels)} {string.Join(',', said.Capacity.CpuIds)} {string.Join(',', said.Capacity.Gpus)}"
        + $" {string.Join(',', said.Capacity.Licences)} {said.Capacity.Slots} {said.Capacity.MilliCpus} {said.Capacity.MemoryBytes}";
}
