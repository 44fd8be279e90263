using System.Buffers.Binary;
using Rota.Core.Bytes;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Results;
using Rota.Core.Scheduling.Effects;

namespace Rota.Fabric.Wire;

/// <summary>Reads the fields of one frame, in the order they were written.</summary>
public ref struct FrameReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> rest = payload;

    /// <summary>Longest frame that is accepted: an environment and arguments of a task at most.</summary>
    public const int LengthMax = 16 << 20;

    /// <summary>What a text takes at least: its length.</summary>
    private const int TextMin = 4;

    /// <summary>Whether all fields are read: an earlier version may have written fewer.</summary>
    public bool IsAtEnd => rest.IsEmpty;

    /// <summary>The kind of the frame: its first byte.</summary>
    public FrameKind Kind() => (FrameKind)Byte();

    /// <summary>A small number or flag.</summary>
    public byte Byte() => Take(1)[0];

    /// <summary>A truth value.</summary>
    public bool Boolean() => Byte() != 0;

    /// <summary>A number of 32 bits.</summary>
    public int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    /// <summary>A number of 64 bits.</summary>
    public long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    /// <summary>A number of 64 bits or its absence.</summary>
    public long? Int64OrNull() => Boolean() ? Int64() : null;

    /// <summary>A text, or its absence.</summary>
    public string? TextOrNull()
    {
        var length = Int32();
        return length < 0 ? null : ByteText.Of(Take(length));
    }

    /// <summary>A text.</summary>
    public string Text() => TextOrNull() ?? throw new InvalidDataException("a text is missing in a frame");

    /// <summary>What is left of the frame, as bytes.</summary>
    public ReadOnlySpan<byte> Rest() => Take(rest.Length);

    /// <summary>A list of texts.</summary>
    public string[] Texts()
    {
        var count = Int32();
        if (count < 0 || count > rest.Length / TextMin)
        {
            throw new InvalidDataException($"a frame of {rest.Length} bytes cannot hold {count} texts");
        }

        var texts = new string[count];
        for (var text = 0; text < texts.Length; text++)
        {
            texts[text] = Text();
        }

        return texts;
    }

    /// <summary>How an attempt ended.</summary>
    public ExitReport Report() =>
        new()
        {
            Started = Int64OrNull() is { } started ? new Instant(started) : null,
            Ended = new Instant(Int64()),
            ExitCode = (int?)Int64OrNull(),
            Signal = (int?)Int64OrNull(),
            SpawnError = TextOrNull(),
            OutOfMemory = Boolean(),
            MissingOutput = TextOrNull(),
            LastLine = TextOrNull(),
            CpuMicros = Int64(),
            PeakMemoryBytes = Int64(),
            Output = new OutputPlace(Int32(), Int64(), Int64()),
            Errors = new OutputPlace(Int32(), Int64(), Int64()),
        };

    /// <summary>A report with what follows it: see <see cref="FrameWriter.ReportTail"/>.</summary>
    public ExitReport WholeReport()
    {
        var report = Report();
        if (IsAtEnd)
        {
            return report;
        }

        var (progress, result, problem) = (TextOrNull(), TextOrNull(), TextOrNull());
        return report with
        {
            Reported = (progress ?? result ?? problem) is null
                ? null
                : new Reported
                {
                    Progress = progress,
                    Result = result,
                    Problem = problem,
                },
            CutOff = CutOff(),
        };
    }

    /// <summary>For how long the node was cut off, where that follows.</summary>
    public TimeSpan? CutOff() => IsAtEnd ? null : TimeSpan.FromMicroseconds(Int64());

    /// <summary>How an attempt is stopped.</summary>
    public StopPolicy Stop() => new(Int32(), Milliseconds(), Boolean());

    private TimeSpan Milliseconds()
    {
        var value = Int64();
        return value is >= 0 and <= long.MaxValue / TimeSpan.TicksPerMillisecond
            ? TimeSpan.FromMilliseconds(value)
            : throw new InvalidDataException($"a frame with a time of {value} ms");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > rest.Length)
        {
            throw new InvalidDataException("a frame is shorter than its fields");
        }

        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }
}
