using Rota.App.Logs.Lines;
using Rota.App.Problems;
using Rota.Core.Model;
using Rota.Store.Home;

namespace Rota.App.Logs.Streams;

/// <summary>
/// One stream of an attempt as bytes that can be read from anywhere, while it grows and after it was packed. A place
/// in it stays what it is, unless it becomes so long that only its ends are kept.
/// </summary>
public sealed class AttemptStream : IDisposable
{
    private readonly IHome home;
    private readonly IHomeReader queries;
    private readonly StreamRequest request;
    private StreamAddress address;
    private StreamPart part;

    private AttemptStream(IHome home, IHomeReader queries, StreamRequest request)
    {
        (this.home, this.queries, this.request) = (home, queries, request);
        (address, part) = Find();
    }

    /// <summary>Which attempt of its task it is of; 0 where none has begun.</summary>
    public int Attempt => address.Number;

    /// <summary>Whether it may still grow.</summary>
    public bool IsLive => address.IsLive;

    /// <summary>How long it is now, in bytes.</summary>
    public long Length => IsLive && part.File is { } file ? RandomAccess.GetLength(file) : part.To;

    /// <summary>What is not there of the middle of one that has outgrown its share; null for nothing.</summary>
    public StreamGap? Gap => IsLive && part.File is { } file ? StreamGap.Of(file) : null;

    /// <summary>How the file of one that has ended is called from now on: it does not change.</summary>
    public string? Version =>
        IsLive || part.File is null
            ? null
            : $"{address.Task.Job}-{address.Task.Group}-{address.Task.Index}-{Attempt}-{request.IsErrors}";

    /// <summary>Opens it.</summary>
    /// <exception cref="ProblemException">There is no such attempt, or its output is not there any more.</exception>
    public static AttemptStream Open(Site site, StreamRequest request)
    {
        var home = site.Open();
        var queries = home.Read();
        try
        {
            return new AttemptStream(home, queries, request);
        }
        catch
        {
            queries.Dispose();
            throw;
        }
    }

    /// <summary>Looks again: it may have grown, or have ended.</summary>
    public void Refresh()
    {
        var old = part;
        (address, part) = Find();
        old.Dispose();
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="at">From where in the stream.</param>
    /// <returns>How many; 0 at its end.</returns>
    public int Read(Span<byte> buffer, long at)
    {
        while (part.File is { } file)
        {
            var isLive = IsLive;
            var room = isLive ? buffer : buffer[..(int)Math.Clamp(part.To - at, 0, buffer.Length)];
            var read = RandomAccess.Read(file, room, part.Offset + at);

            // The files of a running attempt serve another once its end is committed: then this is in the packed ones.
            if (!isLive || part.IsStill())
            {
                return read;
            }

            Refresh();
        }

        return 0;
    }

    /// <summary>Its lines from a place on.</summary>
    internal LineReader Lines(long from) => new(part with { From = from, To = Math.Max(from, Length) });

    /// <inheritdoc/>
    public void Dispose()
    {
        part.Dispose();
        queries.Dispose();
    }

    private (StreamAddress Address, StreamPart Part) Find()
    {
        var found = StreamAddress.Find(queries, request.Task);
        if (found.IsLive && Live(found) is { } live)
        {
            return (found, live);
        }

        if (found.Number == 0)
        {
            return (found, StreamPart.None);
        }

        // It may have ended since it was found.
        found = found.IsLive ? StreamAddress.Find(queries, request.Task) : found;
        return (found, PackedStream.Open(home.State, queries, found, request.IsErrors));
    }

    private StreamPart? Live(StreamAddress found)
    {
        var (row, node) = (found.Row, found.Row.Node ?? NodeId.Home);
        return OutputFiles.OpenLive(home.State, node, row.Scratch, request.IsErrors, 0) is { } file
            ? new StreamPart(file, 0, 0, RandomAccess.GetLength(file))
            {
                IsStill = () => queries.Attempts.IsLive(new AttemptId(row.LiveAttempt)),
                HasHoles = true,
            }
            : null;
    }
}
