using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Rota.Core.JobFiles.Batch;

/// <summary>
/// Values of sbatch's options as a job file writes them. What is none stays as it is, and is refused there.
/// </summary>
internal static partial class BatchValues
{
    /// <summary>Sizes are megabytes where they have no unit.</summary>
    public static string Megabytes(string text) => IsNumber(text) ? text + "M" : text;

    /// <summary>Times are minutes where they have no colon and no days.</summary>
    public static string Time(string text) => IsNumber(text) ? text + "m" : text;

    /// <summary>Whether there is no limit.</summary>
    public static bool IsUnlimited(string text) =>
        text is "0"
        || text.Equals("UNLIMITED", StringComparison.OrdinalIgnoreCase)
        || text.Equals("INFINITE", StringComparison.OrdinalIgnoreCase);

    /// <summary>The nicer, the later; 100 without a number.</summary>
    public static string Priority(string nice) =>
        nice.Length == 0 ? "-100"
        : nice.StartsWith('-') ? nice[1..]
        : IsNumber(nice) && nice.Trim('0').Length > 0 ? "-" + nice
        : nice;

    /// <summary>A size so many times.</summary>
    public static string Times(string size, string count) =>
        decimal.TryParse(count, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var factor)
        && Size().Match(size) is { Success: true, Groups: var part }
        && decimal.TryParse(part[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number < 1_000_000_000
        && factor < 1_000_000
            ? (number * factor).ToString("0.###", CultureInfo.InvariantCulture) + part[2].Value
            : size;

    /// <summary><c>name</c>, <c>name:2</c> or <c>name@server:2</c>.</summary>
    public static string Licence(string text) =>
        text.LastIndexOf(':') is var colon and > 0 ? $"{text[..colon]}={text[(colon + 1)..]}" : $"{text}=1";

    /// <summary><c>gpu</c>, <c>gpu:2</c> or <c>gpu:a100:2</c>; null for what is no GPU.</summary>
    public static string? Gpus(string text) =>
        text.Split(':') switch
        {
            ["gpu"] => "1",
            ["gpu", var last] => IsNumber(last) ? last : "1",
            ["gpu", _, var count] => count,
            _ => null,
        };

    /// <summary>
    /// <c>afterok:14:15,afterany:16</c> as <c>--after</c> has it; all must hold.
    /// </summary>
    public static ImmutableArray<string> Dependencies(string text, out string? mistake)
    {
        mistake = text.Contains('?') ? "any one of several is not known" : null;
        var after = ImmutableArray.CreateBuilder<string>();
        foreach (var part in text.Split([',', '?']))
        {
            var words = part.Split(':');
            var condition = words[0] switch
            {
                "afterok" => "",
                "afterany" => ":any",
                "afternotok" => ":failed",
                _ => null,
            };
            if (condition is null || words.Length < 2 || !words.Skip(1).All(IsNumber))
            {
                mistake ??= condition is null ? $"{words[0]} is not known" : $"\"{part}\" names no job";
                continue;
            }

            after.AddRange(words.Skip(1).Select(job => job + condition));
        }

        return after.ToImmutable();
    }

    /// <summary>The wait of <c>now+1hour</c>; null for a moment.</summary>
    public static string? Delay(string text)
    {
        if (text == "now")
        {
            return "0s";
        }

        return FromNow().Match(text) is { Success: true, Groups: var part }
            ? part[1].Value
                + part[2].Value switch
                {
                    "" => "s",
                    ['s', ..] => "s",
                    ['m', ..] => "m",
                    ['h', ..] => "h",
                    ['d', ..] => "d",
                    _ => part[2].Value,
                }
            : null;
    }

    /// <summary><c>2030-01-20T12:34:00</c> as <c>2030-01-20 12:34</c>; a day alone is its beginning.</summary>
    public static string Moment(string text) =>
        DateAndTime().Match(text) is { Success: true, Groups: var part }
            ? $"{part["day"].Value} {(part["time"].Success ? part["time"].Value : "00:00")}"
            : text;

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    [GeneratedRegex(@"^(\d+)([KMGTkmgt]?[Bb]?)$")]
    private static partial Regex Size();

    [GeneratedRegex(@"^(?<day>\d{4}-\d\d-\d\d)(T(?<time>\d\d:\d\d)(:\d\d)?)?$")]
    private static partial Regex DateAndTime();

    [GeneratedRegex(@"^now\+(\d+)(seconds?|minutes?|hours?|days?|)$")]
    private static partial Regex FromNow();
}
