using System.Text;
using Rota.App.Wording;
using Rota.Linux.Calls;

namespace Rota.App.Logs.Lines;

/// <summary>Reads a stream line by line, in as much memory as its longest line needs.</summary>
internal sealed class LineReader(StreamPart part)
{
    /// <summary>A longer line is taken in pieces of this many bytes.</summary>
    public const int LineMax = 16 << 20;

    private const int BufferBytes = 256 << 10;
    private const int FromData = 3;
    private byte[] buffer = new byte[Math.Clamp(part.To - part.From, 1, BufferBytes)];
    private int from;
    private int to;
    private long position = part.From;
    private long gap;
    private byte[]? mark;
    private bool isOver = part.IsEmpty;

    /// <summary>Where the line ends that was read last, in bytes of the stream as it is kept.</summary>
    public long End { get; private set; } = part.From;

    /// <summary>Whether it has its newline. Else it is the last one, or a piece.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Whether it is the last one, and more of it may come.</summary>
    public bool IsRest => !IsWhole && gap == 0 && (isOver || position >= part.To);

    /// <summary>
    /// Looks for lines in many at once, where that is quicker: where one begins in them that is wanted, or -1.
    /// </summary>
    public Func<ReadOnlySpan<byte>, int>? Search { get; init; }

    /// <summary>Reads the next line, with its newline.</summary>
    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        var looked = 0;
        while (true)
        {
            Skip(looked == 0);
            var found = buffer.AsSpan((from + looked)..to).IndexOf((byte)'\n');
            if (found >= 0)
            {
                return Give(looked + found + 1, isWhole: true, out line);
            }

            looked = to - from;
            if (looked >= LineMax || (gap > 0 && looked > 0) || !(gap == 0 && Fill()))
            {
                return gap > 0 && looked == 0 ? Mark(out line) : Give(looked, isWhole: false, out line);
            }
        }
    }

    /// <summary>The line that was read last, as long as no other is.</summary>
    public ReadOnlySpan<byte> Last(int length) => mark is null ? buffer.AsSpan(from - length, length) : mark;

    private bool Give(int length, bool isWhole, out ReadOnlySpan<byte> line)
    {
        line = buffer.AsSpan(from, length);
        mark = null;
        (from, End, IsWhole) = (from + length, End + length, isWhole);
        return length > 0;
    }

    /// <summary>Passes over whole lines of which none is wanted.</summary>
    private void Skip(bool isAtLine)
    {
        var whole = Search is null || !isAtLine ? 0 : buffer.AsSpan(from..to).LastIndexOf((byte)'\n') + 1;
        if (whole > 0)
        {
            var lines = buffer.AsSpan(from, whole);
            var wanted = Search!(lines);
            var passed = wanted < 0 ? whole : lines[..wanted].LastIndexOf((byte)'\n') + 1;
            (from, End) = (from + passed, End + passed);
        }
    }

    /// <summary>What was freed in the middle of a running attempt's output: it has outgrown its share.</summary>
    private bool Mark(out ReadOnlySpan<byte> line)
    {
        line = mark = Encoding.UTF8.GetBytes(
            $"{(IsWhole ? "" : "\n")}[rota: {Words.Count(gap, "byte")} left out here]\n"
        );
        (End, IsWhole, gap) = (End + gap, true, 0);
        return true;
    }

    /// <summary>Reads on; false at the end.</summary>
    private bool Fill()
    {
        isOver |= position >= part.To;
        if (isOver)
        {
            return false;
        }

        Array.Copy(buffer, from, buffer, 0, to - from);
        (from, to) = (0, to - from);
        if (to == buffer.Length)
        {
            Array.Resize(ref buffer, Math.Min(LineMax, 4 * buffer.Length));
        }

        if (part.HasHoles)
        {
            var data = NativeFile.Seek((int)part.File!.DangerousGetHandle(), part.Offset + position, FromData);
            if (data > part.Offset + position)
            {
                (gap, position) = (data - part.Offset - position, data - part.Offset);
                return true;
            }
        }

        var room = (int)Math.Min(buffer.Length - to, part.To - position);
        var read = RandomAccess.Read(part.File!, buffer.AsSpan(to, room), part.Offset + position);
        isOver = read == 0 || !part.IsStill();
        (to, position) = isOver ? (to, position) : (to + read, position + read);
        return !isOver;
    }
}
