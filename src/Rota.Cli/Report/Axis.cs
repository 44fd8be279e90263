using Rota.App.Markup;

namespace Rota.Cli.Report;

/// <summary>Maps values to pixels along one side of a plot, with ticks at round values.</summary>
internal sealed class Axis
{
    private const int LogTicksMax = 8;

    private readonly bool _isLog;
    private readonly double _low;
    private readonly double _high;
    private readonly double _from;
    private readonly double _to;

    private Axis(double low, double high, double from, double to, bool isLog)
    {
        (_isLog, _from, _to) = (isLog, from, to);
        (_low, _high) = isLog ? (Math.Log(low), Math.Log(high)) : (low, high);
    }

    /// <summary>The labelled values.</summary>
    public required IReadOnlyList<Tick> Ticks { get; init; }

    /// <summary>Seconds from 0.</summary>
    public static Axis Time(double seconds, double from, double to)
    {
        seconds = Math.Max(seconds, 1e-6);
        var step = RoundValues.TimeStep(seconds);
        return new Axis(0, seconds, from, to, isLog: false) { Ticks = Every(step, seconds, Quantity.Duration) };
    }

    /// <summary>Numbers of things from 0 to at least a maximum.</summary>
    public static Axis Count(double max, double from, double to)
    {
        var step = Math.Max(1, RoundValues.Step(Math.Max(max, 1), 4));
        var top = Math.Max(max, 1) * 1.06;
        return new Axis(0, top, from, to, isLog: false) { Ticks = Every(step, top, Thousands) };
    }

    /// <summary>Plain numbers between two.</summary>
    public static Axis Number(double low, double high, double from, double to)
    {
        var step = RoundValues.Step(Math.Max(high - low, 1e-9), 8);
        var first = (long)Math.Ceiling((low / step) - 1e-6);
        var last = (long)Math.Floor((high / step) + 1e-6);
        return new Axis(low, high, from, to, isLog: false)
        {
            Ticks =
            [
                .. Enumerable
                    .Range(0, (int)(last - first + 1))
                    .Select(tick => (first + tick) * step)
                    .Select(value => new Tick(value, Quantity.Significant(value))),
            ],
        };
    }

    /// <summary>
    /// Plain numbers on a logarithmic scale; every power of ten has a tick, and 2 and 5 times it on a short axis.
    /// </summary>
    public static Axis LogNumber(double low, double high, double from, double to)
    {
        var powers = (int)Math.Floor(Math.Log10(low));
        var decades = Math.Log10(high / low);
        int[] digits = decades < 3 ? [1, 2, 5] : [1];
        var values =
            from power in Enumerable.Range(powers, (int)Math.Ceiling(decades) + 2)
            from digit in digits
            let value = digit * Math.Pow(10, power)
            where value >= low * 0.999 && value <= high * 1.001
            select new Tick(value, Plain(value));
        return new Axis(low, high, from, to, isLog: true) { Ticks = [.. values] };
    }

    /// <summary>Durations on a logarithmic scale.</summary>
    public static Axis LogDuration(double low, double high, double from, double to)
    {
        var round = RoundValues.Durations(low, high, LogTicksMax);
        return new Axis(low, high, from, to, isLog: true)
        {
            Ticks = [.. round.Select(value => new Tick(value, Quantity.Duration(value)))],
        };
    }

    /// <summary>Amounts of memory on a logarithmic scale.</summary>
    public static Axis LogBytes(double low, double high, double from, double to)
    {
        var round = RoundValues.PowersOfTwo(low, high);
        var every = (round.Length + LogTicksMax - 1) / LogTicksMax;
        var kept = round.Where((_, position) => position % every == 0);
        return new Axis(low, high, from, to, isLog: true)
        {
            Ticks = [.. kept.Select(value => new Tick(value, Quantity.Bytes(value)))],
        };
    }

    /// <summary>Where a value lies.</summary>
    public double At(double value)
    {
        var position = _isLog ? Math.Log(value) : value;
        return _from + ((position - _low) / (_high - _low) * (_to - _from));
    }

    /// <summary>A count; millions as such, for the side of a plot is narrow.</summary>
    private static string Thousands(double value) =>
        value >= 1_000_000 ? $"{Quantity.Significant(value / 1_000_000)} M" : Quantity.Count((long)value);

    private static string Plain(double value) => value >= 1 ? value.ToString("N0") : value.ToString("0.########");

    private static List<Tick> Every(double step, double to, Func<double, string> label)
    {
        var ticks = new List<Tick>();
        for (var count = 0; count * step <= to * 1.000001; count++)
        {
            ticks.Add(new Tick(count * step, count == 0 ? "0" : label(count * step)));
        }

        return ticks;
    }
}

/// <summary>A labelled value of an axis.</summary>
/// <param name="Value">The value.</param>
/// <param name="Label">Its text.</param>
internal readonly record struct Tick(double Value, string Label);
