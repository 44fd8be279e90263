using System.Buffers;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Rota.Core.Bytes;
using Rota.Core.Model;

namespace Rota.Node.Keeper.Outputs;

/// <summary>Copies what is kept of an attempt's stream, and reads its last line.</summary>
internal static class StreamCopy
{
    private const int LastLineMax = 300;

    /// <summary>Copies the first and the last half of what is kept of a long one.</summary>
    public static long CopyEnds(OpenScratch live, SafeFileHandle file, long offset)
    {
        var end = Copy(live.Handle, 0, OutputStore.StreamMax / 2, file, offset);
        var mark = Encoding.UTF8.GetBytes(
            $"\n[rota: {Counted.Text(live.Length - OutputStore.StreamMax, "byte")} left out here; the first and the last {OutputStore.StreamMax / 2} are kept]\n"
        );
        RandomAccess.Write(file, mark, end);
        return Copy(
            live.Handle,
            live.Length - (OutputStore.StreamMax / 2),
            OutputStore.StreamMax / 2,
            file,
            end + mark.Length
        );
    }

    public static long Copy(SafeFileHandle source, long from, long count, SafeFileHandle target, long at)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(count, 1 << 20));
        while (count > 0)
        {
            var read = RandomAccess.Read(source, buffer.AsSpan(0, (int)Math.Min(count, buffer.Length)), from);
            if (read == 0)
            {
                break;
            }

            RandomAccess.Write(target, buffer.AsSpan(0, read), at);
            (from, at, count) = (from + read, at + read, count - read);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return at;
    }

    public static string? LastLineOf(OpenScratch source)
    {
        if (source.Length == 0)
        {
            return null;
        }

        Span<byte> tail = stackalloc byte[4096];
        var read = RandomAccess.Read(source.Handle, tail, Math.Max(0, source.Length - tail.Length));
        var kept = tail[..read];
        while (read == tail.Length && kept is [(>= 0x80) and < 0xC0, ..])
        {
            // The end of a character whose beginning was not read.
            kept = kept[1..];
        }

        var text = ByteText.Of(kept).TrimEnd();
        var line = text[(text.LastIndexOf('\n') + 1)..].Trim();
        return line.Length == 0 ? null
            : line.Length > LastLineMax ? ByteText.Head(line, LastLineMax) + "…"
            : line;
    }
}
