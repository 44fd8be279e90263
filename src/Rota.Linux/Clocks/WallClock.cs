using Rota.Core.Model;

namespace Rota.Linux.Clocks;

/// <summary>The clock on the wall: for records and for people. What is decided by time asks another.</summary>
public static class WallClock
{
    /// <summary>The time.</summary>
    public static Instant Now => Instant.From(DateTimeOffset.UtcNow);
}
