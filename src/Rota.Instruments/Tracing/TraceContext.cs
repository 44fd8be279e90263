using System.Globalization;

namespace Rota.Instruments.Tracing;

/// <summary>Names a span in its trace, as W3C Trace Context has it.</summary>
/// <param name="High">The first half of the trace's number.</param>
/// <param name="Low">The second.</param>
/// <param name="Span">The span's number.</param>
/// <param name="IsSampled">Whether it is recorded, and what follows from it should be.</param>
public readonly record struct TraceContext(ulong High, ulong Low, ulong Span, bool IsSampled)
{
    private const int Length = 55;

    /// <summary>The trace's number: 32 digits.</summary>
    public string TraceId => $"{High:x16}{Low:x16}";

    /// <summary>The span's number: 16 digits.</summary>
    public string SpanId => $"{Span:x16}";

    /// <summary>A new span of this trace, by a number of chance.</summary>
    public TraceContext Child() => this with { Span = Chance() };

    /// <summary>A new trace, by a number of chance.</summary>
    public static TraceContext New() => new(Chance(), Chance(), Chance(), true);

    /// <summary>
    /// That of a <c>traceparent</c>; null for what is none. Of a later version what this one knows is read, as its
    /// rules ask.
    /// </summary>
    public static TraceContext? Parse(string? text)
    {
        if (
            text is null
            || text.Length < Length
            || (text.Length > Length && (text[Length] != '-' || text.StartsWith("00", StringComparison.Ordinal)))
            || text[2] != '-'
            || text[35] != '-'
            || text[52] != '-'
            || !TryRead(text[..2], out var version)
            || version == byte.MaxValue
            || !TryRead(text[3..19], out var high)
            || !TryRead(text[19..35], out var low)
            || !TryRead(text[36..52], out var span)
            || !TryRead(text[53..55], out var flags)
        )
        {
            return null;
        }

        return (high | low) == 0 || span == 0 ? null : new(high, low, span, (flags & 1) != 0);
    }

    /// <summary>As a <c>traceparent</c>.</summary>
    public override string ToString() => $"00-{TraceId}-{SpanId}-{(IsSampled ? "01" : "00")}";

    private static ulong Chance() => (ulong)Random.Shared.NextInt64(1, long.MaxValue);

    private static bool TryRead(string digits, out ulong number) =>
        ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number)
        && !digits.AsSpan().ContainsAnyInRange('A', 'F');
}
