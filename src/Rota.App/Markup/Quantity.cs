using Rota.Core.Model;

namespace Rota.App.Markup;

/// <summary>Writes quantities the way a person reads them: three significant digits, the unit that fits.</summary>
internal static class Quantity
{
    private static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>A span of time: <c>4.2 ms</c>, <c>12.3 s</c>, <c>3m12s</c>, <c>1h12m</c>, <c>2d4h</c>.</summary>
    public static string Duration(double seconds)
    {
        if (seconds <= 0)
        {
            return "0 s";
        }

        return seconds switch
        {
            < 0.0000005 => "<1 µs",
            < 0.0009995 => $"{Significant(seconds * 1e6)} µs",
            < 0.9995 => $"{Significant(seconds * 1e3)} ms",
            < 59.95 => $"{Significant(seconds)} s",
            < 3599.5 => Pair(seconds, 60, "m", 1, "s"),
            < 86_370 => Pair(seconds, 3600, "h", 60, "m"),
            _ => Pair(seconds, 86_400, "d", 3600, "h"),
        };
    }

    /// <summary>An amount of memory: <c>512 B</c>, <c>48.3 MiB</c>.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        while (bytes >= 999.5 && unit < ByteUnits.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return $"{Significant(bytes)} {ByteUnits[unit]}";
    }

    /// <summary>A peak of memory, or a dash where it was not measured.</summary>
    public static string Peak(double bytes) => bytes > 0 ? Bytes(bytes) : "–";

    /// <summary>A number of things: <c>12,345</c>.</summary>
    public static string Count(long count) => count.ToString("N0");

    /// <summary>A number of things with its noun: <c>1 task</c>, <c>12 tasks</c>.</summary>
    public static string Count(long count, string noun) => $"{count:N0} {Counted.Noun(count, noun)}";

    /// <summary>A share of one: <c>87 %</c>, <c>0.4 %</c>.</summary>
    public static string Percent(double share) =>
        share switch
        {
            <= 0 => "0 %",
            < 0.0095 => $"{share * 100:0.0} %",
            > 0.995 and < 1 => $"{Math.Floor(share * 1000) / 10:0.0} %",
            _ => $"{share * 100:0} %",
        };

    /// <summary>A number with about three digits that matter: <c>0.042</c>, <c>4.2</c>, <c>420</c>.</summary>
    public static string Significant(double value) =>
        Math.Abs(value) switch
        {
            0 => "0",
            < 0.0995 => value.ToString("0.###"),
            < 9.995 => value.ToString("0.##"),
            < 99.95 => value.ToString("0.#"),
            _ => value.ToString("N0"),
        };

    private static string Pair(double seconds, double big, string bigUnit, double small, string smallUnit)
    {
        var smalls = (long)Math.Round(seconds / small);
        var perBig = (long)(big / small);
        var rest = smalls % perBig;
        return rest == 0 ? $"{smalls / perBig}{bigUnit}" : $"{smalls / perBig}{bigUnit}{rest}{smallUnit}";
    }
}
