using System.IO.Hashing;

namespace Rota.Store.Sqlite.Backups;

/// <summary>
/// The first bytes of a file, exactly as many as were promised, and their checksum. A file that shrinks meanwhile goes
/// on with zeros: an archive has said how long it is before it begins.
/// </summary>
internal sealed class CountedStream(Stream source, long length) : Stream
{
    private readonly XxHash128 hash = new();
    private long position;

    /// <summary>Whether the file was shorter than it had been.</summary>
    public bool IsShort { get; private set; }

    /// <summary>XXH128 of what was read.</summary>
    public string Checksum => Convert.ToHexStringLower(hash.GetCurrentHash());

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var wanted = buffer[..(int)Math.Min(buffer.Length, length - position)];
        var read = source.Read(wanted);
        if (read == 0 && wanted.Length > 0)
        {
            IsShort = true;
            wanted.Clear();
            read = wanted.Length;
        }

        hash.Append(wanted[..read]);
        position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        source.Dispose();
        base.Dispose(disposing);
    }
}
