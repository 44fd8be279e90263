namespace Rota.App.Logs.Lines;

/// <summary>
/// The lines of both streams of an attempt in the order in which they were written, as far as that is known: of those
/// that one look found, or without any record, standard output comes first.
/// </summary>
internal sealed class MergedLines : IDisposable
{
    private readonly Side output;
    private readonly Side errors;
    private Side? given;

    /// <summary>Of what is to be read of them.</summary>
    public MergedLines(
        (StreamPart Part, StreamTimes Times) output,
        (StreamPart Part, StreamTimes Times) errors,
        Func<ReadOnlySpan<byte>, int>? search
    )
    {
        this.output = new Side(output.Part, output.Times, search);
        this.errors = new Side(errors.Part, errors.Times, search);
    }

    /// <summary>Where standard output was read up to.</summary>
    public long OutputEnd => output.Taken;

    /// <summary>Where standard error was read up to.</summary>
    public long ErrorEnd => errors.Taken;

    /// <summary>Whether the line has its newline.</summary>
    public bool IsWhole => given!.Reader.IsWhole;

    /// <summary>Whether it is the last of its stream, and more of it may come.</summary>
    public bool IsRest => given!.Reader.IsRest;

    /// <summary>Whether it is of standard error.</summary>
    public bool IsError => given == errors;

    /// <summary>When the line was written.</summary>
    public LineTime Time => given!.Time;

    /// <summary>Gives the next line.</summary>
    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        if (given is not null)
        {
            given.Taken = given.Reader.End;
            given.HasLine = false;
        }

        output.Fetch();
        errors.Fetch();
        given =
            output.HasLine && (!errors.HasLine || output.Place <= errors.Place) ? output
            : errors.HasLine ? errors
            : null;
        line = given is null ? default : given.Line;
        return given is not null;
    }

    /// <summary>Leaves the line that was given last for the next time: it is not whole yet.</summary>
    public void Leave()
    {
        given!.HasLine = false;
        given = null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        output.Part.Dispose();
        errors.Part.Dispose();
    }

    private sealed class Side(StreamPart part, StreamTimes times, Func<ReadOnlySpan<byte>, int>? search)
    {
        private int length;

        public StreamPart Part => part;

        public LineReader Reader { get; } = new(part) { Search = search };

        public long Taken { get; set; } = part.From;

        public bool HasLine { get; set; }

        public int Place { get; private set; }

        public LineTime Time { get; private set; }

        public ReadOnlySpan<byte> Line => Reader.Last(length);

        public void Fetch()
        {
            if (!HasLine && Reader.TryNext(out var line))
            {
                (HasLine, length) = (true, line.Length);
                (Place, Time) = times.Of(part.Origin(Reader.End));
            }
        }
    }
}
