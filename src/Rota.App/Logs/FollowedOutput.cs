namespace Rota.App.Logs;

/// <summary>The two streams of an attempt that runs, read as they grow.</summary>
internal sealed class FollowedOutput
{
    public GrowingFile Output { get; } = new();

    public GrowingFile Errors { get; } = new();
}

/// <summary>A file that somebody else appends to.</summary>
internal sealed class GrowingFile
{
    /// <summary>How far it was read.</summary>
    public long Position { get; private set; }

    /// <summary>Takes the last reading back: it was another's.</summary>
    public void Unread(int count) => Position -= count;

    /// <summary>What has come since the last time.</summary>
    public byte[] Read(string path)
    {
        try
        {
            using var file = File.OpenHandle(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            var bytes = new byte[Math.Max(0, RandomAccess.GetLength(file) - Position)];
            var read = RandomAccess.Read(file, bytes, Position);
            Position += read;
            return read == bytes.Length ? bytes : bytes[..read];
        }
        catch (FileNotFoundException)
        {
            // It ended and was packed: the rest is read from there.
            return [];
        }
    }
}

/// <summary>The end of a text.</summary>
internal static class LastLines
{
    /// <summary>The last lines; all of it without a limit.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> text, int? limit)
    {
        if (limit is not { } lines)
        {
            return text;
        }

        if (lines == 0)
        {
            return [];
        }

        var from = text.Length > 0 && text[^1] == (byte)'\n' ? text.Length - 1 : text.Length;
        for (; lines > 0 && from > 0; lines--)
        {
            from = Math.Max(0, text[..from].LastIndexOf((byte)'\n'));
        }

        return from == 0 ? text : text[(from + 1)..];
    }
}
