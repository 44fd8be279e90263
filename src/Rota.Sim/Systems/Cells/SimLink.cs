using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Cells;

/// <summary>
/// The network between a machine and the home: each way is late, and may let nothing through for a while.
/// </summary>
internal sealed class SimLink(World world)
{
    private long thereUntil;
    private long backUntil;

    /// <summary>When both ways let something through again.</summary>
    public long OpenAt => Math.Max(world.Now, Math.Max(thereUntil, backUntil));

    public bool IsOpen => OpenAt == world.Now;

    /// <summary>Until when it is cut, whatever else is mended.</summary>
    public long LongCutUntil { get; private set; }

    /// <summary>How late something is on its way to the machine.</summary>
    public long There() => Left(thereUntil) + Delay();

    /// <summary>How late something is on its way from it.</summary>
    public long Back() => Left(backUntil) + Delay();

    /// <summary>Nothing comes through, one way or both, for so long.</summary>
    /// <param name="there">Whether nothing comes to the machine.</param>
    /// <param name="back">Whether nothing comes from it.</param>
    /// <param name="length">How long.</param>
    /// <param name="missed">What the sides do when pings tell them.</param>
    public void Cut(bool there, bool back, long length, Action missed)
    {
        thereUntil = there ? Math.Max(thereUntil, world.Now + length) : thereUntil;
        backUntil = back ? Math.Max(backUntil, world.Now + length) : backUntil;
        var patience = world.Chance.Between("pings", 3_000_000, 12_000_000);
        if (length > patience)
        {
            world.After(patience, null, "pings are not answered", () => Miss(missed));
        }
    }

    /// <summary>Nothing comes through for longer than attempts have leases.</summary>
    public void CutForLong(long length, Action missed)
    {
        LongCutUntil = Math.Max(LongCutUntil, world.Now + length);
        Cut(there: true, back: true, length, missed);
    }

    /// <summary>How long after the other side one finds out.</summary>
    public static long Late(World world) => world.Chance.Between("pings", 1, 3_000_000);

    public void Heal() => thereUntil = backUntil = 0;

    private void Miss(Action missed)
    {
        if (!IsOpen)
        {
            missed();
        }
    }

    private long Left(long until) => Math.Max(0, until - world.Now);

    private long Delay() =>
        world.Chance.OneIn("slow packet", 20)
            ? world.Chance.Scaled("packet", 2_000, 400_000)
            : world.Chance.Between("packet", 150, 3_000);
}
