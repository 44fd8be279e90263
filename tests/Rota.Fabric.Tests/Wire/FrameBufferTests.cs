using Rota.Fabric.Tests.Transports;
using Rota.Fabric.Wire;

namespace Rota.Fabric.Tests.Wire;

/// <summary>How bytes become frames again.</summary>
public sealed class FrameBufferTests
{
    [Fact]
    public void A_length_that_is_only_claimed_takes_nothing()
    {
        var buffer = new FrameBuffer();
        Add(buffer, BitConverter.GetBytes(FrameReader.LengthMax));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(buffer.TryTake(out _));
        _ = buffer.Room();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_096);
    }

    [Theory]
    [InlineData(-5)]
    [InlineData(0)]
    [InlineData(FrameReader.LengthMax + 1)]
    public void A_length_that_no_frame_has_is_refused(int length)
    {
        var buffer = new FrameBuffer();
        Add(buffer, BitConverter.GetBytes(length));
        Assert.Throws<InvalidDataException>(() => buffer.TryTake(out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4_000)]
    [InlineData(70_000)]
    public void Frames_are_whole_however_their_bytes_come(int piece)
    {
        byte[][] sent =
        [
            .. Enumerable.Range(0, 200).Select(number => Inbox.Payload(number, 1 + (number * 97 % 3_000))),
            Inbox.Payload(9, 200_000),
        ];
        var buffer = new FrameBuffer();
        var got = new List<byte[]>();
        foreach (var bytes in Inbox.Framed(sent).Chunk(piece))
        {
            Add(buffer, bytes);
            while (buffer.TryTake(out var payload))
            {
                got.Add(payload.ToArray());
            }
        }

        Assert.Equal(sent, got);
    }

    private static void Add(FrameBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var room = buffer.Room();
            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            buffer.Filled(count);
            bytes = bytes[count..];
        }
    }
}
