using Rota.Core.Model;

namespace Rota.App.Pictures;

/// <summary>
/// A duration as a byte, by its logarithm: 1 is a millisecond and less, every 8 more are twice as long, 255 is 41 days
/// and more.
/// </summary>
public static class DurationByte
{
    private const double StepsADoubling = 8;
    private const double LeastMicros = 1_000;

    /// <summary>The byte of what took from one instant to another; 0 for what never started.</summary>
    public static byte Of(Instant? started, Instant ended) =>
        started is { } from ? (byte)Math.Clamp(1 + Steps(ended.Micros - from.Micros), 1, byte.MaxValue) : (byte)0;

    private static double Steps(long micros) =>
        Math.Round(StepsADoubling * Math.Log2(Math.Max(micros, LeastMicros) / LeastMicros));
}
