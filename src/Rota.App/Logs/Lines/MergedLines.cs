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

    /// <summary>Whether it is the last of its stream, and more of it may come.</summary>
    public bool IsRest => given!.Reader.IsRest;

    /// <summary>Whether it is of standard error.</summary>
    public bool IsError => given == errors;

    /// <summary>When the line was written.</summary>
    public LineTime Time => given!.Time;

    /// <summary>Gives the next line.</summary>
    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        given?.Take();
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
        given!.Leave();
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
        private bool isLeft;

        public StreamPart Part => part;

        public LineReader Reader { get; } = new(part) { Search = search };

        public long Taken { get; private set; } = part.From;

        public bool HasLine { get; private set; }

        public int Place { get; private set; }

        public LineTime Time { get; private set; }

        public ReadOnlySpan<byte> Line => Reader.Last(length);

        public void Fetch()
        {
            if (HasLine || isLeft)
            {
                return;
            }

            HasLine = Reader.TryNext(out var line);
            length = line.Length;
            if (HasLine)
            {
                (Place, Time) = times.Of(part.Origin(Reader.End));
            }
            else
            {
                // Lines that were passed over are read, too.
                Take();
            }
        }

        public void Take() => (Taken, HasLine) = (Reader.End, false);

        public void Leave() => (isLeft, HasLine, Taken) = (true, false, Reader.End - length);
    }
}
