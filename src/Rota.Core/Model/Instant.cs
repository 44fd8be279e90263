using System.Globalization;

namespace Rota.Core.Model;

/// <summary>
/// A point in time: whole microseconds of UTC since 1970. For display, for backoff and for records, never for safety.
/// </summary>
/// <param name="Micros">Microseconds since the Unix epoch.</param>
public readonly record struct Instant(long Micros) : IComparable<Instant>
{
    /// <summary>The end of time: what a timer that is not set is due at.</summary>
    public static readonly Instant Never = new(long.MaxValue);

    /// <summary>Moves an instant by a duration, saturating at both ends of time.</summary>
    public static Instant operator +(Instant at, TimeSpan by)
    {
        var micros = (Int128)at.Micros + (by.Ticks / TimeSpan.TicksPerMicrosecond);
        return new((long)Int128.Clamp(micros, long.MinValue, long.MaxValue));
    }

    /// <summary>The duration from <paramref name="from"/> to <paramref name="to"/>, saturating.</summary>
    public static TimeSpan operator -(Instant to, Instant from)
    {
        var ticks = ((Int128)to.Micros - from.Micros) * TimeSpan.TicksPerMicrosecond;
        return ticks > long.MaxValue ? TimeSpan.MaxValue
            : ticks < long.MinValue ? TimeSpan.MinValue
            : TimeSpan.FromTicks((long)ticks);
    }

    /// <summary>Whether the left instant is earlier.</summary>
    public static bool operator <(Instant left, Instant right) => left.Micros < right.Micros;

    /// <summary>Whether the left instant is later.</summary>
    public static bool operator >(Instant left, Instant right) => left.Micros > right.Micros;

    /// <summary>Whether the left instant is earlier or the same.</summary>
    public static bool operator <=(Instant left, Instant right) => left.Micros <= right.Micros;

    /// <summary>Whether the left instant is later or the same.</summary>
    public static bool operator >=(Instant left, Instant right) => left.Micros >= right.Micros;

    /// <summary>Makes an instant of a wall clock reading.</summary>
    public static Instant From(DateTimeOffset at) =>
        new((at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>The wall clock reading, in UTC.</summary>
    public DateTimeOffset ToDateTime() => DateTimeOffset.UnixEpoch.AddTicks(Micros * TimeSpan.TicksPerMicrosecond);

    /// <inheritdoc/>
    public int CompareTo(Instant other) => Micros.CompareTo(other.Micros);

    /// <summary>RFC 3339 in UTC with microseconds.</summary>
    public override string ToString() =>
        ToDateTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
