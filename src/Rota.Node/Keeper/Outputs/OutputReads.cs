using Rota.Fabric.Wire;
using Rota.Node.Keeper.Lines;

namespace Rota.Node.Keeper.Outputs;

/// <summary>Reads output for those who are on another machine. A piece an answer, so that nobody holds much of it.</summary>
internal sealed class OutputReads(OutputStore outputs, Func<long, string> jobDirectory)
{
    /// <summary>Answers one who asks for a piece.</summary>
    public void Answer(RunnerLine line, OutputFile file, long from, int most)
    {
        var piece = new byte[Math.Clamp(most, 0, OutputFile.PieceMax)];
        var (length, read) = Read(PathOf(file), from, piece);
        line.Send(frame => frame.Begin(FrameKind.Output).Int64(length).Rest(piece.AsSpan(0, read)).End());
    }

    private static (long Length, int Read) Read(string path, long from, byte[] piece)
    {
        try
        {
            using var file = File.OpenHandle(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            return (RandomAccess.GetLength(file), RandomAccess.Read(file, piece, Math.Max(0, from)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (-1, 0);
        }
    }

    private string PathOf(OutputFile file) =>
        file.Kind switch
        {
            OutputFileKind.Segment => OutputStore.SegmentPath(jobDirectory(file.Job), file.Number),
            OutputFileKind.LiveErrors => outputs.ErrorPath(file.Number),
            _ => outputs.OutputPath(file.Number),
        };
}
