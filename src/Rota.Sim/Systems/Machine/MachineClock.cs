using Rota.Core.Model;

namespace Rota.Sim.Systems.Machine;

/// <summary>The clocks of one simulated machine, which know nothing of those of others.</summary>
internal sealed class MachineClock(World world)
{
    private const long WallAtStart = 1_800_000_000_000_000;
    private long bootedAt;

    /// <summary>The monotonic clock: begins anew with each boot, and stands still while the machine sleeps.</summary>
    public long Monotonic => world.Now - bootedAt;

    /// <summary>How long the machine has slept since it was started.</summary>
    public long Slept { get; private set; }

    /// <summary>How long it has slept in all its boots.</summary>
    public long SleptInAll { get; private set; }

    /// <summary>The clock that goes on while the machine sleeps.</summary>
    public long SinceBoot => Monotonic + Slept;

    /// <summary>How far the wall clock was set from where it was.</summary>
    public long WallOffset
    {
        get;
        set => (field, WallSetAt) = (value, world.Now);
    }

    /// <summary>When the wall clock was set last.</summary>
    public long WallSetAt { get; private set; }

    /// <summary>What the wall clock gains in a million seconds.</summary>
    public long DriftPpm { get; set; }

    public Instant Wall => new(WallAtStart + world.Now + Slept + WallOffset + (world.Now / 1_000_000 * DriftPpm));

    /// <summary>Changes with each start of the machine.</summary>
    public int Boot { get; private set; } = 1;

    public void Sleep(long length)
    {
        Slept += length;
        SleptInAll += length;
    }

    /// <summary>The machine starts.</summary>
    public void Restart()
    {
        Boot++;
        (bootedAt, Slept) = (world.Now, 0);
    }
}
