using System.Text;

namespace Rota.App.Logs.Lines;

/// <summary>Writes lines as they were asked for: behind task and time, with what was found in colour.</summary>
internal sealed class LinePrinter(bool withTimes, LinePattern? pattern, (byte[] Begin, byte[] End)? colour)
{
    private const int PendingMax = 64 << 10;
    private readonly MemoryStream pending = new();
    private byte[] tag = [];
    private (long Attempt, bool IsError)? open;

    /// <summary>Whether bytes go out as they are: then what is no whole line does so, too.</summary>
    public bool IsPlain => tag.Length == 0 && !withTimes && pattern is null;

    /// <summary>Goes on with an attempt whose lines have this before them; empty for nothing.</summary>
    public void Begin(string name) => tag = Encoding.UTF8.GetBytes(name);

    /// <summary>Writes a line, or what there is of one.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="line">The line.</param>
    /// <param name="attempt">Whose it is.</param>
    /// <param name="isError">Whether it is of standard error.</param>
    /// <param name="time">When it was written.</param>
    public void Print(Stream output, ReadOnlySpan<byte> line, long attempt, bool isError, LineTime time)
    {
        var isWhole = line is [.., (byte)'\n'];
        if (open is { } before && before != (attempt, isError))
        {
            pending.WriteByte((byte)'\n');
        }

        pending.Write(tag);
        if (withTimes)
        {
            pending.Write(time.Prefix());
        }

        if (pattern is null || colour is null)
        {
            pending.Write(line);
        }
        else
        {
            Paint(line, isWhole ? line.Length - 1 : line.Length);
        }

        if (!isWhole && !IsPlain)
        {
            pending.WriteByte((byte)'\n');
        }

        open = isWhole || !IsPlain ? null : (attempt, isError);
        if (pending.Length >= PendingMax)
        {
            Flush(output);
        }
    }

    /// <summary>Writes what is still held.</summary>
    public void Flush(Stream output)
    {
        output.Write(pending.GetBuffer().AsSpan(0, (int)pending.Length));
        pending.SetLength(0);
        output.Flush();
    }

    private void Paint(ReadOnlySpan<byte> line, int length)
    {
        var at = 0;
        foreach (var (from, to) in pattern!.Find(line[..length]).Where(found => found.To > found.From))
        {
            pending.Write(line[at..from]);
            pending.Write(colour!.Value.Begin);
            pending.Write(line[from..to]);
            pending.Write(colour.Value.End);
            at = to;
        }

        pending.Write(line[at..]);
    }
}
