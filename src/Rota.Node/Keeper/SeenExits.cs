using Rota.Node.Hosting;
using Rota.Node.Protocol;

namespace Rota.Node.Keeper;

/// <summary>The exits that an anchor saw: written down, and told again to each keeper that starts.</summary>
internal sealed class SeenExits : IDisposable
{
    private readonly List<AnchorExit> exits = [];
    private readonly IKernel kernel;
    private readonly Journal journal;

    public SeenExits(string path, IKernel kernel)
    {
        this.kernel = kernel;
        journal = Journal.Open(path, Replay);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<AnchorExit> All => exits;

    /// <summary>Writes down the end of a child that waits to be reaped.</summary>
    public AnchorExit Add(ChildExit child)
    {
        var process = kernel.Find(child.Pid);
        var exit = new AnchorExit
        {
            Pid = child.Pid,
            StartTicks = process?.StartTicks ?? 0,
            BootId = kernel.BootId,
            At = kernel.Now,
            ExitCode = child.ExitCode,
            Signal = child.Signal,
            CpuMicros = child.CpuMicros,
            PeakBytes = child.PeakBytes,
            Ticks = kernel.Ticks,
            IsLeader = process is null || process.Value.Session == child.Pid,
        };
        exits.Add(exit);
        journal.Append(exit.Write);
        return exit;
    }

    public void Dispose() => journal.Dispose();

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
            && exit.BootId == kernel.BootId
        )
        {
            exits.Add(exit);
        }
    }
}
