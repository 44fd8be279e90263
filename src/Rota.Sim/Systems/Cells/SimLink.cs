using Rota.Sim.Systems.Machine;

namespace Rota.Sim.Systems.Cells;

/// <summary>The network between a machine and the home: each way is late, and may let nothing through for a while.</summary>
internal sealed class SimLink(World world)
{
    private long thereUntil;
    private long backUntil;

    /// <summary>When both ways let something through again.</summary>
    public long OpenAt => Math.Max(world.Now, Math.Max(thereUntil, backUntil));

    public bool IsOpen => OpenAt == world.Now;

    /// <summary>How late something is on its way to the machine.</summary>
    public long There() => Left(thereUntil) + Delay();

    /// <summary>How late something is on its way from it.</summary>
    public long Back() => Left(backUntil) + Delay();

    /// <summary>Nothing comes through, one way or both, for so long.</summary>
    public void Cut(bool there, bool back, long length)
    {
        thereUntil = there ? Math.Max(thereUntil, world.Now + length) : thereUntil;
        backUntil = back ? Math.Max(backUntil, world.Now + length) : backUntil;
    }

    public void Heal() => thereUntil = backUntil = 0;

    private long Left(long until) => Math.Max(0, until - world.Now);

    private long Delay() =>
        world.Chance.OneIn("slow packet", 20)
            ? world.Chance.Scaled("packet", 2_000, 400_000)
            : world.Chance.Between("packet", 150, 3_000);
}
