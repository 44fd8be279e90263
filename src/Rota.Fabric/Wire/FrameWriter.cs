using System.Buffers;
using System.Buffers.Binary;
using Rota.Core.Bytes;
using Rota.Core.Jobs;
using Rota.Core.Scheduling.Effects;

namespace Rota.Fabric.Wire;

/// <summary>
/// Writes frames: length, kind, fields; numbers little-endian. One format for the keeper's socket and its journal,
/// so that what is written down is what is told.
/// </summary>
public sealed class FrameWriter
{
    private readonly ArrayBufferWriter<byte> buffer = new(4096);
    private byte[] frame = new byte[1024];
    private int length;

    /// <summary>The finished frames.</summary>
    public ReadOnlyMemory<byte> Written => buffer.WrittenMemory;

    /// <summary>Starts a frame.</summary>
    public FrameWriter Begin(FrameKind kind)
    {
        length = 4;
        return Byte((byte)kind);
    }

    /// <summary>Finishes the frame.</summary>
    public void End()
    {
        BinaryPrimitives.WriteInt32LittleEndian(frame, length - 4);
        buffer.Write(frame.AsSpan(0, length));
    }

    /// <summary>Forgets the finished frames.</summary>
    public void Clear() => buffer.ResetWrittenCount();

    /// <summary>Adds a small number or flag.</summary>
    public FrameWriter Byte(byte value)
    {
        Reserve(1)[0] = value;
        return this;
    }

    /// <summary>Adds a truth value.</summary>
    public FrameWriter Boolean(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>Adds a number of 32 bits.</summary>
    public FrameWriter Int32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Reserve(4), value);
        return this;
    }

    /// <summary>Adds a number of 64 bits.</summary>
    public FrameWriter Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(Reserve(8), value);
        return this;
    }

    /// <summary>Adds a number of 64 bits or its absence.</summary>
    public FrameWriter Int64(long? value) => value is { } number ? Boolean(true).Int64(number) : Boolean(false);

    /// <summary>Adds a text, or its absence.</summary>
    public FrameWriter Text(string? value)
    {
        if (value is null)
        {
            return Int32(-1);
        }

        var bytes = ByteText.ByteCount(value);
        Int32(bytes);
        ByteText.Write(value, Reserve(bytes));
        return this;
    }

    /// <summary>Adds bytes that fill the rest of the frame.</summary>
    public FrameWriter Rest(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        return this;
    }

    /// <summary>Adds a list of texts.</summary>
    public FrameWriter Texts(IReadOnlyCollection<string> values)
    {
        Int32(values.Count);
        foreach (var value in values)
        {
            Text(value);
        }

        return this;
    }

    /// <summary>Adds how an attempt ended.</summary>
    public FrameWriter Report(ExitReport report) =>
        Int64(report.Started?.Micros)
            .Int64(report.Ended.Micros)
            .Int64(report.ExitCode)
            .Int64(report.Signal)
            .Text(report.SpawnError)
            .Boolean(report.OutOfMemory)
            .Text(report.MissingOutput)
            .Text(report.LastLine)
            .Int64(report.CpuMicros)
            .Int64(report.PeakMemoryBytes)
            .Place(report.Output)
            .Place(report.Errors);

    /// <summary>
    /// Adds what an attempt reported, and whether its node had to stop it, as the last fields of a frame: of most that
    /// is nothing.
    /// </summary>
    public FrameWriter ReportTail(ExitReport report)
    {
        if (report is { Reported: null, CutOff: null })
        {
            return this;
        }

        var reported = report.Reported;
        Text(reported?.Progress).Text(reported?.Result).Text(reported?.Problem);
        return CutOff(report);
    }

    /// <summary>
    /// Adds for how long the node was cut off that stopped an attempt for it; of most that is nothing.
    /// </summary>
    public FrameWriter CutOff(ExitReport report) =>
        report.CutOff is { } time ? Int64((long)time.TotalMicroseconds) : this;

    /// <summary>Adds how an attempt is stopped.</summary>
    public FrameWriter Stop(StopPolicy stop) =>
        Int32(stop.Signal).Int64((long)stop.Grace.TotalMilliseconds).Boolean(stop.ToLeader);

    private FrameWriter Place(OutputPlace place) => Int32(place.Segment).Int64(place.Offset).Int64(place.Length);

    private Span<byte> Reserve(int count)
    {
        if (length + count > frame.Length)
        {
            Array.Resize(ref frame, Math.Max(frame.Length * 2, length + count));
        }

        var span = frame.AsSpan(length, count);
        length += count;
        return span;
    }
}
