using System.Globalization;
using System.Text.RegularExpressions;

namespace Rota.Core.Jobs.Templates;

/// <summary>
/// What a job with a schedule is told of the instant that its run stands for: <c>schedule.instant</c> in UTC,
/// <c>schedule.date</c> on the clock of the schedule, and <c>schedule.instant:yyyyMMdd</c> by a format of that clock.
/// </summary>
internal static partial class ScheduleNames
{
    /// <summary>What all of them begin with.</summary>
    public const string Prefix = "schedule.";

    private const string Instant = "schedule.instant";
    private const string Date = "schedule.date";

    /// <summary>Names to suggest.</summary>
    public static readonly IReadOnlyList<string> Known = [Instant, Date, Instant + ":yyyyMMdd"];

    /// <summary>Whether there is such a name.</summary>
    public static bool IsOne(string name) => name is Instant or Date || FormatOf(name) is not null;

    /// <summary>Its value for an instant, read on the clock of the schedule.</summary>
    public static string? Value(string name, DateTimeOffset? at) =>
        name switch
        {
            _ when at is null => null,
            Instant => Text(at.Value.ToUniversalTime(), "yyyy-MM-dd'T'HH:mm:ss'Z'"),
            Date => Text(at.Value, "yyyy-MM-dd"),
            _ => FormatOf(name) is { } format ? Text(at.Value, format) : null,
        };

    private static string? FormatOf(string name) =>
        Formatted().Match(name) is { Success: true } match ? match.Groups["format"].Value : null;

    private static string Text(DateTimeOffset at, string format) => at.ToString(format, CultureInfo.InvariantCulture);

    // Two letters at least: a lone one is the name of a whole format elsewhere.
    [GeneratedRegex(@"^schedule\.instant:(?<format>(?=..)[yMdHmsT_:./ -]+)$")]
    private static partial Regex Formatted();
}
