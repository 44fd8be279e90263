namespace Rota.Fabric.Wire;

/// <summary>A file at a node in which output of attempts is.</summary>
/// <param name="Kind">Which of them.</param>
/// <param name="Job">The job, of packed output.</param>
/// <param name="Number">Number of the segment, or of the files of a running attempt.</param>
public readonly record struct OutputFile(OutputFileKind Kind, long Job, int Number)
{
    /// <summary>Most bytes of one answer: who reads asks again for more.</summary>
    public const int PieceMax = 256 << 10;

    /// <summary>Asks for a piece.</summary>
    public void Ask(FrameWriter writer, long from, int most) =>
        writer.Begin(FrameKind.OutputWanted).Byte((byte)Kind).Int64(Job).Int32(Number).Int64(from).Int32(most).End();

    /// <summary>Reads which file is asked for, and what of it.</summary>
    public static (OutputFile File, long From, int Most) Read(ref FrameReader reader) =>
        (new OutputFile((OutputFileKind)reader.Byte(), reader.Int64(), reader.Int32()), reader.Int64(), reader.Int32());
}

/// <summary>The kinds of files that output is in.</summary>
public enum OutputFileKind
{
    /// <summary>Packed output of a job.</summary>
    Segment,

    /// <summary>What a running attempt writes to its standard output.</summary>
    LiveOutput,

    /// <summary>What it writes to its standard error.</summary>
    LiveErrors,
}
