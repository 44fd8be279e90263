using System.IO.Compression;
using System.Text.Json;
using Rota.Core.Jobs;

namespace Rota.Store.Specs;

/// <summary>
/// Job specifications as bytes: lines of JSON, compressed. First the job, then its task entries, a line each, so that
/// a graph of 100,000 entries is never held as text. Written out by hand: the form on disk is a contract of its own,
/// and the generated serializer costs each start some 80 ms of compilation.
/// </summary>
public static class JobSpecCodec
{
    /// <summary>Writes a specification.</summary>
    public static byte[] Encode(JobSpec spec)
    {
        using var bytes = new MemoryStream();
        using (var compressed = new DeflateStream(bytes, CompressionLevel.Fastest))
        using (var json = new Utf8JsonWriter(compressed))
        {
            SpecWriter.Job(json, spec);
            foreach (var task in spec.Tasks)
            {
                json.Flush();
                compressed.WriteByte((byte)'\n');
                json.Reset();
                SpecWriter.Task(json, task);
            }
        }

        return bytes.ToArray();
    }

    /// <summary>
    /// How many tasks of the job may run at a time, or null: lists ask it of each row, and its variables are most of a
    /// specification.
    /// </summary>
    public static int? MaxParallelIn(byte[] body)
    {
        using var lines = new StreamReader(new DeflateStream(new MemoryStream(body), CompressionMode.Decompress));
        using var head = JsonDocument.Parse(lines.ReadLine()!);
        return (int?)head.RootElement.Integer("maxParallel");
    }

    /// <summary>Reads what a specification says of the job, without its task entries: they may be very many.</summary>
    public static JobSpec DecodeHead(byte[] body)
    {
        using var lines = new StreamReader(new DeflateStream(new MemoryStream(body), CompressionMode.Decompress));
        using var head = JsonDocument.Parse(lines.ReadLine()!);
        return SpecReader.Job(head.RootElement, []);
    }

    /// <summary>Reads a specification.</summary>
    public static JobSpec Decode(byte[] body)
    {
        using var lines = new StreamReader(new DeflateStream(new MemoryStream(body), CompressionMode.Decompress));
        using var head = JsonDocument.Parse(lines.ReadLine()!);
        var tasks = new List<TaskSpec>();
        while (lines.ReadLine() is { } line)
        {
            using var task = JsonDocument.Parse(line);
            tasks.Add(SpecReader.Task(task.RootElement));
        }

        return SpecReader.Job(head.RootElement, [.. tasks]);
    }
}
