using System.Text;
using Rota.Core.Model;
using Rota.Core.Reconcile;
using Rota.Node.Keeper;
using Rota.Store;

namespace Rota.Cli.Foreground;

/// <summary>Reads packed output back.</summary>
internal static class OutputCopy
{
    /// <summary>The bytes of one stream of an attempt; empty where they were pruned.</summary>
    public static byte[] Read(StateDirectory state, JobId job, OutputPlace place)
    {
        if (place.Segment == 0)
        {
            return [];
        }

        var path = OutputStore.SegmentPath(state.JobDirectory(job.Value), place.Segment);
        if (!File.Exists(path))
        {
            return [];
        }

        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[place.Length];
        var read = RandomAccess.Read(file, bytes, place.Offset);
        return read == bytes.Length ? bytes : bytes[..read];
    }

    /// <summary>Writes bytes, each line behind a tag.</summary>
    public static void Write(Stream output, ReadOnlySpan<byte> bytes, string tag)
    {
        if (tag.Length == 0)
        {
            output.Write(bytes);
            return;
        }

        var prefix = Encoding.UTF8.GetBytes(tag);
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n');
            var line = end < 0 ? bytes : bytes[..(end + 1)];
            output.Write(prefix);
            output.Write(line);
            if (end < 0)
            {
                output.WriteByte((byte)'\n');
            }

            bytes = bytes[line.Length..];
        }
    }
}
