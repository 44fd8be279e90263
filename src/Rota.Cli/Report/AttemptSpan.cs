using System.Collections;
using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>An attempt on the page's clock.</summary>
/// <param name="Mark">The attempt.</param>
/// <param name="Start">Seconds from the start of the run.</param>
/// <param name="End">Seconds from the start of the run, never before <paramref name="Start"/>.</param>
/// <param name="Color">The colour of its family.</param>
internal readonly record struct AttemptSpan(AttemptMark Mark, double Start, double End, int Color)
{
    /// <summary>How long it ran.</summary>
    public double Seconds => End - Start;

    /// <summary>How it counted.</summary>
    public MarkOutcome Outcome => Mark.Outcome;

    /// <summary>The style class of its mark: failures stand out whatever their family.</summary>
    public string Style =>
        Outcome switch
        {
            MarkOutcome.Failed => "failed",
            MarkOutcome.Stopped => "off",
            _ => $"g{Color}",
        };
}

/// <summary>Attempts on the page's clock, each made when somebody looks: a million are not held twice.</summary>
/// <param name="marks">The attempts, by start.</param>
/// <param name="originMicros">Second 0, in microseconds since 1970.</param>
/// <param name="colors">The colour of each entry.</param>
internal sealed class AttemptSpans(IReadOnlyList<AttemptMark> marks, long originMicros, int[] colors)
    : IReadOnlyList<AttemptSpan>
{
    /// <inheritdoc/>
    public int Count => marks.Count;

    /// <inheritdoc/>
    public AttemptSpan this[int index]
    {
        get
        {
            var mark = marks[index];
            var start = (mark.StartMicros - originMicros) / 1e6;
            return new(mark, start, Math.Max(start, (mark.EndMicros - originMicros) / 1e6), colors[mark.Group]);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<AttemptSpan> GetEnumerator()
    {
        for (var index = 0; index < Count; index++)
        {
            yield return this[index];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
