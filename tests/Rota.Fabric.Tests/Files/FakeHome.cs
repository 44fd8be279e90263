using Rota.Cell;
using Rota.Cell.Files;
using Rota.Linux.Files;

namespace Rota.Fabric.Tests.Files;

/// <summary>A home in memory, whose connections break and whose bytes change as a test wants it.</summary>
internal sealed class FakeHome : IFileHome
{
    private const int Regular = 0x8000;
    private readonly Dictionary<string, byte[]> files = [];

    /// <summary>From where each file was asked for, in order.</summary>
    public List<long> Asked { get; } = [];

    /// <summary>What came of outputs, by name.</summary>
    public Dictionary<string, byte[]> Came { get; } = [];

    /// <summary>Outputs that an attempt is to leave.</summary>
    public string[] Left { get; init; } = [];

    /// <summary>After how many bytes of an answer the line breaks; asked for each.</summary>
    public Func<long> Cut { get; init; } = () => long.MaxValue;

    /// <summary>Changes bytes on their way.</summary>
    public Func<byte[], byte[]> Changes { get; init; } = bytes => bytes;

    public ManifestFile Add(byte[] bytes, string name = "a", bool runs = false)
    {
        using var sum = new FileHash();
        sum.Take(bytes);
        var hash = sum.End();
        files[hash] = bytes;
        return new(name, hash, new FileStamp(1, bytes.Length, 0, Regular | (runs ? 0x1ED : 0x1A4)));
    }

    public Task<FileManifest> Inputs(long job, long attempt, CancellationToken ct) =>
        throw new CellException(CellFault.NoFile, "it reads nothing");

    public Task<FileManifest> Outputs(long job, long attempt, CancellationToken ct) =>
        Task.FromResult(new FileManifest { Directory = "/nowhere", Inode = 0, Outputs = Left });

    public Task<Stream> Open(long job, string hash, long from, CancellationToken ct)
    {
        lock (Asked)
        {
            Asked.Add(from);
        }

        var rest = Changes(files[hash])[(int)from..];
        return Task.FromResult<Stream>(new BrokenStream(rest, Cut()));
    }

    public Task<long> Arrived(long job, long attempt, ManifestFile file, CancellationToken ct) =>
        Task.FromResult((long)(Came.GetValueOrDefault(file.Name)?.Length ?? 0));

    public async Task Deliver(long job, long attempt, ManifestFile file, long from, Stream rest, CancellationToken ct)
    {
        using var room = new MemoryStream();
        await rest.CopyToAsync(room, ct);
        Came[file.Name] = [.. Came.GetValueOrDefault(file.Name) ?? [], .. room.ToArray()];
    }

    private sealed class BrokenStream(byte[] bytes, long cut) : MemoryStream(bytes)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            return Position >= cut ? throw new IOException("cut") : Read(buffer.Span[..(int)Math.Min(buffer.Length, cut - Position)]);
        }
    }
}
