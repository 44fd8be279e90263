namespace Rota.App.Course;

/// <summary>The last minutes, in bounded memory: of each how it stood at its end, and what ended in it.</summary>
public sealed class MinuteRing
{
    /// <summary>Minutes that are kept: a day.</summary>
    public const int Kept = 24 * 60;

    private readonly MinuteLevels[] minutes = new MinuteLevels[Kept];
    private long first = -1;
    private long last = -1;

    /// <summary>The first minute that is known, in minutes since 1970; -1 before any.</summary>
    public long First => first < 0 ? -1 : Math.Max(first, last - Kept + 1);

    /// <summary>The last one.</summary>
    public long Last => last;

    /// <summary>Takes a sample.</summary>
    /// <param name="minute">Its minute. One that is before the last, for clocks step back, counts as that.</param>
    /// <param name="levels">How it stands, and what ended since the sample before.</param>
    public void Take(long minute, MinuteLevels levels)
    {
        var at = Math.Max(minute, last);
        if (first < 0)
        {
            (first, last) = (at, at - 1);
        }

        // A machine that slept has minutes without a sample: it stood as before, and nothing was seen to end.
        var before = Of(last) with
        {
            Ended = 0,
            Failed = 0,
        };
        for (var missing = Math.Max(last + 1, at - Kept); missing < at; missing++)
        {
            Of(missing) = before;
        }

        var (ended, failed) = at == last ? (Of(at).Ended, Of(at).Failed) : (0, 0);
        Of(at) = levels with { Ended = ended + levels.Ended, Failed = failed + levels.Failed };
        last = at;
    }

    /// <summary>The newest minutes, oldest first.</summary>
    public IReadOnlyList<MinuteLevels> Newest(int count) =>
        last < 0 ? [] : [.. Range(Math.Max(First, last - count + 1), last)];

    private IEnumerable<MinuteLevels> Range(long from, long to)
    {
        for (var minute = from; minute <= to; minute++)
        {
            yield return Of(minute);
        }
    }

    private ref MinuteLevels Of(long minute) => ref minutes[minute % Kept];
}

/// <summary>How a state stood at the end of a minute, and what ended in it.</summary>
/// <param name="Waiting">Tasks that could start or will.</param>
/// <param name="Running">Tasks with a process.</param>
/// <param name="Ended">Attempts that ended.</param>
/// <param name="Failed">Tasks that failed, of whatever kind.</param>
public readonly record struct MinuteLevels(long Waiting, long Running, long Ended, long Failed);
