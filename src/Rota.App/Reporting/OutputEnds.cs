using Rota.App.Logs;
using Rota.Core.Bytes;
using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Store.Local;
using Rota.Store.Records;

namespace Rota.App.Reporting;

/// <summary>Reads the last lines of what attempts wrote: no more than a few KiB of each, however much it is.</summary>
internal static class OutputEnds
{
    /// <summary>Bytes of each stream that are looked at.</summary>
    public const int BytesMax = 8 * 1024;

    /// <summary>Characters of a line that are kept.</summary>
    public const int LineMax = 300;

    /// <summary>The last lines of an attempt: of its errors as many as fit, then of its output.</summary>
    public static OutputEnd Of(StateDirectory state, JobId job, AttemptRow attempt, int linesMax)
    {
        try
        {
            var (errors, isErrorsCut) = Lines(state, job, attempt.Node, attempt.Errors, linesMax);
            var (output, isOutputCut) = Lines(
                state,
                job,
                attempt.Node,
                attempt.Output,
                Math.Max(0, linesMax - errors.Count)
            );
            return new OutputEnd([.. output, .. errors], isErrorsCut || isOutputCut);
        }
        catch (OutputMissingException missing)
        {
            return new OutputEnd([missing.Message], IsCut: false);
        }
    }

    private static (IReadOnlyList<string> Lines, bool IsCut) Lines(
        StateDirectory state,
        JobId job,
        NodeId node,
        OutputPlace place,
        int linesMax
    )
    {
        var read = place.Segment == OutputSegments.Lost ? place.Length : Math.Min(place.Length, BytesMax);
        var end = place with { Offset = place.Offset + place.Length - read, Length = read };
        var bytes = OutputCopy.Read(state, job, node, end);
        var lines = ByteText.Of(bytes).Split('\n');
        var whole = lines[^1].Length == 0 ? lines[..^1] : lines;
        var isCut = read < place.Length || whole.Length > linesMax;
        return ([.. whole.TakeLast(linesMax).Select(Shown)], isCut);
    }

    /// <summary>A line as a terminal would leave it: what was drawn over is gone, and colours are.</summary>
    private static string Shown(string line)
    {
        var text = TerminalText.Settled(line);
        return text.Length <= LineMax ? text : "…" + ByteText.Tail(text, LineMax);
    }
}
