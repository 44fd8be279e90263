using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>The exits that an anchor saw: written down, and told again to each keeper that starts.</summary>
internal sealed class SeenExits
{
    private readonly List<AnchorExit> exits = [];
    private readonly Journal journal;

    public SeenExits(string path) => journal = Journal.Open(path, Replay);

    /// <summary>Writes down the end of a child that waits to be reaped.</summary>
    public AnchorExit Add(ChildExit child)
    {
        var exit = new AnchorExit
        {
            Pid = child.Pid,
            StartTicks = ProcessTable.Find(child.Pid)?.StartTicks ?? 0,
            BootId = ProcessTable.BootId,
            At = BootClock.Now,
            ExitCode = child.ExitCode,
            Signal = child.Signal,
            CpuMicros = child.CpuMicros,
            PeakBytes = child.PeakBytes,
        };
        exits.Add(exit);
        journal.Append(exit.Write);
        return exit;
    }

    public void WriteAll(FrameWriter writer)
    {
        foreach (var exit in exits)
        {
            exit.Write(writer);
        }
    }

    private void Replay(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        if (
            reader.Kind() == FrameKind.AnchorExit
            && AnchorExit.Read(ref reader) is var exit
            && exit.BootId == ProcessTable.BootId
        )
        {
            exits.Add(exit);
        }
    }
}
