using System.Globalization;
using Rota.Core.Model;
using Rota.Core.Schedules;

namespace Rota.Core.Tests.Schedules;

/// <summary>Short ways to say instants and expressions.</summary>
internal static class Clock
{
    public static CronExpression Cron(string text) =>
        CronExpression.Parse(text) is ({ } cron, _) ? cron : throw new ArgumentException(text);

    public static Instant At(string text) =>
        Instant.From(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));

    public static Instant[] Next(string cron, TimeZoneInfo zone, string after, int count) =>
        [.. Occurrences.After(Cron(cron), zone, At(after), count)];
}
