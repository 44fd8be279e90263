namespace Rota.Cli.Report;

/// <summary>Maps values to pixels along one side of a plot, with ticks at round values.</summary>
internal sealed class Axis
{
    private const int LogTicksMax = 8;

    private static readonly double[] TimeSteps =
    [
        1,
        2,
        5,
        10,
        15,
        30,
        60,
        120,
        300,
        600,
        900,
        1800,
        3600,
        7200,
        10_800,
        21_600,
        43_200,
        86_400,
    ];

    private static readonly double[] CoarseDurations =
    [
        1e-6,
        1e-5,
        1e-4,
        1e-3,
        0.01,
        0.1,
        1,
        10,
        60,
        600,
        3600,
        36_000,
        86_400,
        864_000,
        8_640_000,
    ];

    private static readonly double[] FineDurations =
    [
        .. from power in Enumerable.Range(-6, 8)
        from digit in new[] { 1, 2, 5 }
        where power < 1 || digit < 5
        select digit * Math.Pow(10, power),
        60,
        120,
        300,
        600,
        1200,
        1800,
        3600,
        7200,
        18_000,
        36_000,
        86_400,
        172_800,
        432_000,
        864_000,
        2_592_000,
        8_640_000,
    ];

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
        var step = TimeSteps.FirstOrDefault(step => seconds / step <= 9);
        if (seconds < 4 || step == 0)
        {
            // Below seconds and above days time is decimal again.
            var unit = step == 0 ? 86_400 : 1;
            step = RoundStep(seconds / unit, 8) * unit;
        }

        return new Axis(0, seconds, from, to, isLog: false) { Ticks = Every(step, seconds, Quantity.Duration) };
    }

    /// <summary>Numbers of things from 0 to at least a maximum.</summary>
    public static Axis Count(double max, double from, double to)
    {
        var step = Math.Max(1, RoundStep(Math.Max(max, 1), 4));
        var top = Math.Max(max, 1) * 1.06;
        return new Axis(0, top, from, to, isLog: false)
        {
            Ticks = Every(step, top, value => Quantity.Count((long)value)),
        };
    }

    /// <summary>Durations on a logarithmic scale.</summary>
    public static Axis LogDuration(double low, double high, double from, double to)
    {
        var fine = Within(FineDurations, low, high);
        var round = fine.Length <= LogTicksMax ? fine : Within(CoarseDurations, low, high);
        return new Axis(low, high, from, to, isLog: true)
        {
            Ticks = [.. round.Select(value => new Tick(value, Quantity.Duration(value)))],
        };
    }

    /// <summary>Amounts of memory on a logarithmic scale.</summary>
    public static Axis LogBytes(double low, double high, double from, double to)
    {
        var round = Within([.. Enumerable.Range(0, 50).Select(power => Math.Pow(2, power))], low, high);
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

    /// <summary>The smallest of 1, 2, 5 times a power of ten that gives no more than so many steps.</summary>
    private static double RoundStep(double range, int stepsMax)
    {
        var raw = range / stepsMax;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var digit = raw / power;
        return power
            * (
                digit <= 1 ? 1
                : digit <= 2 ? 2
                : digit <= 5 ? 5
                : 10
            );
    }

    private static List<Tick> Every(double step, double to, Func<double, string> label)
    {
        var ticks = new List<Tick>();
        for (var count = 0; count * step <= to * 1.000001; count++)
        {
            ticks.Add(new Tick(count * step, count == 0 ? "0" : label(count * step)));
        }

        return ticks;
    }

    private static double[] Within(double[] round, double low, double high) =>
        [.. round.Where(value => value >= low && value <= high)];
}

/// <summary>A labelled value of an axis.</summary>
/// <param name="Value">The value.</param>
/// <param name="Label">Its text.</param>
internal readonly record struct Tick(double Value, string Label);
