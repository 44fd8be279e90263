using System.Diagnostics;

namespace Rota.Cli.Watching;

/// <summary>
/// When to look again: soon after somebody committed, and now and then for what is not committed, as times and what
/// tasks say of themselves.
/// </summary>
/// <param name="wake">Ends the wait of who looks.</param>
internal sealed class LookPace(Action wake)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Moving = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(5);

    /// <summary>Looking takes no more than this part of the time.</summary>
    private const int Share = 50;
    private long looked = Stopwatch.GetTimestamp();
    private TimeSpan rest = Soonest;
    private TimeSpan before;
    private TimeSpan moving = Moving;
    private int rung;

    /// <summary>Somebody committed. From any thread.</summary>
    public void Ring()
    {
        if (Interlocked.Exchange(ref rung, 1) == 0)
        {
            wake();
        }
    }

    /// <summary>Somebody looked.</summary>
    /// <param name="cost">How long that took.</param>
    /// <param name="isReading">Whether a log is read, which nobody tells of.</param>
    public void Looked(TimeSpan cost, bool isReading)
    {
        looked = Stopwatch.GetTimestamp();

        // One that took long by chance, as the first does, is no measure.
        var usual = cost < before ? cost : before;
        var least = usual * Share;
        rest =
            least < Soonest ? Soonest
            : least > Latest ? Latest
            : least;
        (before, moving) = (cost, isReading ? Soonest : Moving);
    }

    /// <summary>How long to wait at most.</summary>
    /// <param name="isMoving">Whether times go on that are shown.</param>
    public TimeSpan Left(bool isMoving)
    {
        var left = Due(isMoving) - Stopwatch.GetElapsedTime(looked);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Whether to look now; what rang before is heard then.</summary>
    public bool IsDue(bool isMoving)
    {
        if (Left(isMoving) > TimeSpan.Zero)
        {
            return false;
        }

        Volatile.Write(ref rung, 0);
        return true;
    }

    private TimeSpan Due(bool isMoving)
    {
        var usual = isMoving ? moving : Still;
        return Volatile.Read(ref rung) != 0 || usual < rest ? rest : usual;
    }
}
