using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Rota.Core.Model;

namespace Rota.Core.Schedules;

/// <summary>
/// When something is open: windows of the clock of a time zone, each on some days of the week. One that ends no later
/// than it begins goes on into the next day. Where clocks are changed, its ends are moments as in a schedule.
/// </summary>
public sealed partial record OpenHours
{
    /// <summary>What to write, for a message.</summary>
    public const string Form = "write 22:00-06:00, or mon-fri 22:00-06:00, with a comma between several";

    private readonly ImmutableArray<Window> windows;

    private OpenHours(string text, string zone, ImmutableArray<Window> windows) =>
        (Windows, TimeZone, this.windows) = (text, zone, windows);

    /// <summary>The windows as they were written.</summary>
    public string Windows { get; }

    /// <summary>Name of the zone whose clock is read.</summary>
    public string TimeZone { get; }

    /// <summary>The stored form, which <see cref="Read"/> takes.</summary>
    public string Text => $"{Windows} {TimeZone}";

    /// <summary>Reads windows; null where the text is none.</summary>
    public static OpenHours? Parse(string text, string zone)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        var read = parts.Select(Window.Parse).OfType<Window>().ToImmutableArray();
        return read.Length == parts.Length ? new OpenHours(string.Join(", ", parts), zone, read) : null;
    }

    /// <summary>Reads the stored form.</summary>
    public static OpenHours Read(string text) =>
        text.LastIndexOf(' ') is > 0 and var at && Parse(text[..at], text[(at + 1)..]) is { } hours
            ? hours
            : throw new InvariantException($"hours were stored as \"{text}\"");

    /// <summary>Whether an instant lies in a window.</summary>
    public bool IsOpen(TimeZoneInfo zone, Instant at) =>
        Around(zone, at, days: 1).Any(window => window.From <= at && at < window.To);

    /// <summary>When it opens or closes next; <see cref="Instant.Never"/> where it never does.</summary>
    public Instant NextChange(TimeZoneInfo zone, Instant at)
    {
        var isOpen = IsOpen(zone, at);
        return Around(zone, at, days: 8)
            .SelectMany(window => (Instant[])[window.From, window.To])
            .Where(edge => edge > at && IsOpen(zone, edge) != isOpen)
            .DefaultIfEmpty(Instant.Never)
            .Min();
    }

    /// <inheritdoc/>
    public bool Equals(OpenHours? other) => other?.Text == Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>The windows from the day before an instant on, for so many days after it.</summary>
    private IEnumerable<(Instant From, Instant To)> Around(TimeZoneInfo zone, Instant at, int days)
    {
        var today = TimeZoneInfo.ConvertTime(at.ToDateTime(), zone).Date;
        return Enumerable
            .Range(-1, days + 1)
            .Select(day => today.AddDays(day))
            .SelectMany(day =>
                windows.Where(window => window.IsOn(day.DayOfWeek)).Select(window => window.Of(zone, day))
            );
    }

    private sealed partial record Window(int First, int Last, TimeSpan From, TimeSpan To)
    {
        private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

        public static Window? Parse(string text)
        {
            var parts = Written().Match(text.ToLowerInvariant());
            if (
                !parts.Success
                || TimeOf(parts.Groups["from"]) is not { } from
                || TimeOf(parts.Groups["to"]) is not { } to
            )
            {
                return null;
            }

            if (!parts.Groups["first"].Success)
            {
                return new Window(0, 6, from, to);
            }

            var first = Array.IndexOf(Days, parts.Groups["first"].Value);
            var last = parts.Groups["last"].Success ? Array.IndexOf(Days, parts.Groups["last"].Value) : first;
            return first < 0 || last < 0 || from.TotalHours >= 24 ? null : new Window(first, last, from, to);
        }

        /// <summary>A week that ends on Monday is meant by fri-mon.</summary>
        public bool IsOn(DayOfWeek day) =>
            First <= Last ? First <= (int)day && (int)day <= Last : First <= (int)day || (int)day <= Last;

        public (Instant From, Instant To) Of(TimeZoneInfo zone, DateTime day) =>
            (Occurrences.Early(zone, day + From), Occurrences.Early(zone, (To > From ? day : day.AddDays(1)) + To));

        private static TimeSpan? TimeOf(Group text) =>
            text.Value == "24:00" ? TimeSpan.FromDays(1)
            : TimeOnly.TryParse(text.Value, out var time) ? time.ToTimeSpan()
            : null;

        [GeneratedRegex(@"^(?:(?<first>[a-z]{3})(?:-(?<last>[a-z]{3}))? )?(?<from>\d\d?:\d\d)-(?<to>\d\d?:\d\d)$")]
        private static partial Regex Written();
    }
}
