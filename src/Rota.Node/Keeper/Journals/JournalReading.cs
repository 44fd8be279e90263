using System.Buffers.Binary;
using Rota.Fabric.Wire;

namespace Rota.Node.Keeper.Journals;

/// <summary>
/// What a journal's file holds. Its header says up to where records were written: what is not whole before that is
/// damage, and the whole records behind it are searched for; what is not whole after it is an append that a death cut
/// off, which nobody was told of.
/// </summary>
internal sealed class JournalReading
{
    private const int RecordMax = 4 << 20;
    private const byte LastKind = 79;

    private JournalReading() { }

    /// <summary>Where the next record goes.</summary>
    public long End { get; private set; }

    /// <summary>Bytes that were records once and are none now.</summary>
    public long Damage { get; private set; }

    /// <summary>Whether no record is there at all: the file was made anew, or emptied.</summary>
    public bool IsFresh { get; private set; }

    /// <summary>
    /// Whether it was written since the machine started: else what is missing went with the power, and with the
    /// processes that it was about.
    /// </summary>
    public bool IsOfThisBoot { get; private set; }

    /// <summary>Gives every whole record to <paramref name="replay"/>.</summary>
    public static JournalReading Read(ReadOnlySpan<byte> file, uint boot, FrameHandler replay)
    {
        var reading = new JournalReading { End = JournalHeader.Bytes };
        if (file.TrimEnd((byte)0).IsEmpty)
        {
            (reading.IsFresh, reading.IsOfThisBoot) = (true, true);
            return reading;
        }

        var header = JournalHeader.Read(file);
        reading.IsOfThisBoot = header is null || header.Value.Boot == boot;
        var end = header?.End ?? file.TrimEnd((byte)0).Length;
        reading.ReadWritten(file, Math.Min(end, file.Length), replay);
        reading.Damage += Math.Max(0, end - file.Length) + (header is null ? JournalHeader.Bytes : 0);
        while (Take(file, reading.End, replay) is > 0 and var length)
        {
            reading.End += length;
        }

        reading.IsFresh = reading is { Damage: 0, End: JournalHeader.Bytes };
        return reading;
    }

    /// <summary>Byte by byte where something is damaged: the records behind it are whole.</summary>
    private void ReadWritten(ReadOnlySpan<byte> file, long end, FrameHandler replay)
    {
        while (End < end)
        {
            var length = Take(file, End, replay);
            if (length == 0)
            {
                Damage++;
            }

            End += Math.Max(1, length);
        }
    }

    /// <summary>Takes a whole record.</summary>
    /// <returns>Its length, or 0 where none begins.</returns>
    private static int Take(ReadOnlySpan<byte> file, long at, FrameHandler replay)
    {
        if (file.Length - at <= Journal.HeaderBytes)
        {
            return 0;
        }

        var record = file[(int)at..];
        var length = BinaryPrimitives.ReadInt32LittleEndian(record);
        if (
            length is <= 0 or > RecordMax
            || length > record.Length - Journal.HeaderBytes
            || record[Journal.HeaderBytes] is < (byte)FrameKind.JournalClaim or > LastKind
        )
        {
            return 0;
        }

        var payload = record.Slice(Journal.HeaderBytes, length);
        if (Crc32C.Of(payload) != BinaryPrimitives.ReadUInt32LittleEndian(record[4..]))
        {
            return 0;
        }

        try
        {
            replay(payload);
        }
        catch (InvalidDataException)
        {
            return 0;
        }

        return Journal.HeaderBytes + length;
    }
}

/// <summary>Takes in the payload of a frame.</summary>
internal delegate void FrameHandler(ReadOnlySpan<byte> payload);
