namespace Rota.Cli.Report;

/// <summary>Values that people read at a glance: where the ticks of an axis go.</summary>
internal static class RoundValues
{
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

    /// <summary>The step between ticks on a time axis of so many seconds.</summary>
    public static double TimeStep(double seconds)
    {
        var step = TimeSteps.FirstOrDefault(step => seconds / step <= 9);
        if (seconds < 4 || step == 0)
        {
            // Below seconds and above days time is decimal again.
            var unit = step == 0 ? 86_400 : 1;
            step = Step(seconds / unit, 8) * unit;
        }

        return step;
    }

    /// <summary>Round durations between two, of the fine ones where they are no more than so many.</summary>
    public static double[] Durations(double low, double high, int countMax)
    {
        var fine = Within(FineDurations, low, high);
        return fine.Length <= countMax ? fine : Within(CoarseDurations, low, high);
    }

    /// <summary>The powers of two between two amounts.</summary>
    public static double[] PowersOfTwo(double low, double high) =>
        Within([.. Enumerable.Range(0, 50).Select(power => Math.Pow(2, power))], low, high);

    /// <summary>The smallest of 1, 2, 5 times a power of ten that gives no more than so many steps.</summary>
    public static double Step(double range, int stepsMax)
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

    private static double[] Within(double[] round, double low, double high) =>
        [.. round.Where(value => value >= low && value <= high)];
}
