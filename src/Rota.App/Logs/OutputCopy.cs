using System.Text;
using Microsoft.Win32.SafeHandles;
using Rota.App.Wording;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric.Wire;
using Rota.Node.Agent;
using Rota.Node.Keeper.Outputs;
using Rota.Store.Local;

namespace Rota.App.Logs;

/// <summary>Reads packed output back.</summary>
internal static class OutputCopy
{
    /// <summary>The bytes of one stream of an attempt.</summary>
    /// <exception cref="OutputMissingException">They were written, and are not there.</exception>
    public static byte[] Read(StateDirectory state, JobId job, NodeId node, OutputPlace place)
    {
        using var file = Open(state, job, node, place);
        var bytes = new byte[place.Length];
        return file is null || RandomAccess.Read(file, bytes, place.Offset) == bytes.Length
            ? bytes
            : throw new OutputMissingException("output is missing: its file became shorter just now");
    }

    /// <summary>The file that one stream of an attempt is in; null where it wrote nothing.</summary>
    /// <exception cref="OutputMissingException">It was written, and is not there.</exception>
    public static SafeFileHandle? Open(StateDirectory state, JobId job, NodeId node, OutputPlace place)
    {
        if (place.Segment == 0)
        {
            return null;
        }

        if (place.Segment == OutputSegments.Lost)
        {
            throw new OutputMissingException($"{Words.Count(place.Length, "byte")} of output lost: no room to keep");
        }

        var path = OutputStore.SegmentPath(state.JobDirectory(job.Value), place.Segment);
        var file =
            (node == state.Node ? OutputFiles.Open(path) : Fetch(state, job, node, place))
            ?? throw new OutputMissingException(
                $"{path} is missing, with {Words.Count(place.Length, "byte")} of output in it"
            );
        var (length, end) = (RandomAccess.GetLength(file), place.Offset + place.Length);
        if (length < end)
        {
            file.Dispose();
            throw new OutputMissingException($"{path} ends at byte {length} instead of {end}: output is missing");
        }

        return file;
    }

    private static SafeFileHandle? Fetch(StateDirectory state, JobId job, NodeId node, OutputPlace place)
    {
        try
        {
            var segment = new OutputFile(OutputFileKind.Segment, job.Value, place.Segment);
            return FarOutput.Fetch(state, node, segment, place.Offset, place.Offset + place.Length);
        }
        catch (IOException error)
        {
            throw new OutputMissingException(error.Message);
        }
    }

    /// <summary>Writes bytes, each line behind a tag.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="tag">The tag; with an empty one bytes stay as they are.</param>
    /// <param name="wholeLines">Whether the last line is ended also where it has no tag.</param>
    public static void Write(Stream output, ReadOnlySpan<byte> bytes, string tag, bool wholeLines = false)
    {
        if (tag.Length == 0)
        {
            output.Write(bytes);
            if (wholeLines && bytes is [.., not (byte)'\n'])
            {
                output.WriteByte((byte)'\n');
            }

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

/// <summary>Output was written, and is not there any more.</summary>
internal sealed class OutputMissingException(string message) : Exception(message);
