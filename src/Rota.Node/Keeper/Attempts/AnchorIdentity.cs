using Rota.Fabric.Wire;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Attempts;

/// <summary>
/// Which anchor a keeper was the child of. Orphans come to their keeper's parent: only that anchor sees how the
/// processes of a keeper that dies end, and another one that happens to live at that time sees nothing of them.
/// </summary>
/// <param name="BootId">The boot it lives in.</param>
/// <param name="Pid">Its id; 0 where it died before it could say.</param>
/// <param name="StartTicks">When it started, in ticks since boot.</param>
internal readonly record struct AnchorIdentity(string BootId, int Pid, long StartTicks)
{
    /// <summary>The asking process.</summary>
    public static AnchorIdentity Own(IKernel kernel) =>
        new(kernel.BootId, kernel.OwnPid, kernel.Find(kernel.OwnPid)?.StartTicks ?? kernel.Ticks);

    /// <summary>
    /// An anchor that died before it could say who it was: it is the same as no other, nor as itself.
    /// </summary>
    public static AnchorIdentity Unknown(string bootId) => new(bootId, 0, 0);

    /// <summary>Whether this anchor sees the ends of what a keeper of that one started.</summary>
    public bool Sees(AnchorIdentity other) => Pid != 0 && this == other;

    public void Write(FrameWriter frame, FrameKind kind) =>
        frame.Begin(kind).Text(BootId).Int32(Pid).Int64(StartTicks).End();

    public static AnchorIdentity Read(ref FrameReader reader) => new(reader.Text(), reader.Int32(), reader.Int64());
}
