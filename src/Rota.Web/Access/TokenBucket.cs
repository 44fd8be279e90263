namespace Rota.Web.Access;

/// <summary>How many requests somebody has left: so many at once, and so many more with each second.</summary>
/// <param name="burst">The most at once.</param>
/// <param name="perSecond">How many come back in a second.</param>
internal sealed class TokenBucket(double burst, double perSecond)
{
    private readonly Lock gate = new();
    private double taken;
    private TimeSpan seen;

    /// <summary>Takes one, where there is one.</summary>
    /// <param name="now">The time, by a clock that is never set.</param>
    /// <returns>How long until there is one again; nothing where it was taken.</returns>
    public TimeSpan Take(TimeSpan now)
    {
        lock (gate)
        {
            taken = Math.Max(0, taken - (perSecond * Math.Max(0, (now - seen).TotalSeconds)));
            seen = now;
            if (taken + 1 <= burst)
            {
                taken++;
                return TimeSpan.Zero;
            }

            return TimeSpan.FromSeconds((taken + 1 - burst) / perSecond);
        }
    }
}
