namespace Rota.App.Logs.Streams;

/// <summary>Finds where lines begin. No index is kept: what is kept of a stream is counted in milliseconds.</summary>
public static class LineStart
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Where a line begins; the end of the stream where it has fewer.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="line">The line, from 1.</param>
    public static long Of(AttemptStream stream, long line)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var buffer = new byte[ChunkBytes];
        var (at, missing) = (0L, line - 1);
        while (missing > 0)
        {
            var read = stream.Read(buffer, at);
            if (read == 0)
            {
                return at;
            }

            var chunk = buffer.AsSpan(0, read);
            var count = chunk.Count((byte)'\n');
            if (count < missing)
            {
                (at, missing) = (at + read, missing - count);
                continue;
            }

            for (; missing > 0; missing--)
            {
                var next = chunk.IndexOf((byte)'\n') + 1;
                at += next;
                chunk = chunk[next..];
            }
        }

        return at;
    }

    /// <summary>The number of the line, from 1, that a place is in.</summary>
    public static long NumberAt(AttemptStream stream, long offset)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var buffer = new byte[ChunkBytes];
        var (at, lines) = (0L, 1L);
        while (at < offset)
        {
            var read = stream.Read(buffer.AsSpan(0, (int)Math.Min(buffer.Length, offset - at)), at);
            if (read == 0)
            {
                break;
            }

            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            at += read;
        }

        return lines;
    }
}
