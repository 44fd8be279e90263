using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Node.Keeper.Journals;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Anchors;

/// <summary>
/// The exits that an anchor saw: written down, and told again to each keeper that starts. What the disk does not take
/// is told all the same, and written as soon as it does.
/// </summary>
internal sealed class SeenExits : IDisposable
{
    /// <summary>Room that is kept free for exits: a few hundred of them.</summary>
    private const long Room = 64 << 10;
    private readonly List<AnchorExit> exits = [];
    private readonly IKernel kernel;
    private readonly Journal journal;
    private readonly string path;
    private int written;

    public SeenExits(string path, IKernel kernel)
    {
        (this.path, this.kernel) = (path, kernel);
        journal = Journal.Open(path, kernel.BootId, kernel.Disk, Replay);
        written = exits.Count;
        KeepRoom();
    }

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<AnchorExit> All => exits;

    /// <summary>Bytes that an earlier anchor wrote in this boot and that are gone.</summary>
    public long Damage => journal.Reading.IsOfThisBoot ? journal.Reading.Damage : 0;

    /// <summary>Whether some are not written down.</summary>
    public bool HasUnwritten => written < exits.Count;

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
        Flush();
        return exit;
    }

    /// <summary>Writes down those that the disk has not taken yet, in their order.</summary>
    public void Flush()
    {
        try
        {
            for (; written < exits.Count; written++)
            {
                journal.Append(exits[written].Write);
            }

            KeepRoom();
        }
        catch (IOException)
        {
            // They stay in memory, and whoever holds them stays.
        }
    }

    /// <summary>A keeper took over all of them: no later one need be told.</summary>
    public void Remove()
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Told once more, they change nothing.
        }
    }

    public void Dispose() => journal.Dispose();

    public void WriteAll(FrameWriter writer)
    {
        foreach (var exit in exits)
        {
            exit.Write(writer);
        }
    }

    private void KeepRoom()
    {
        try
        {
            journal.Reserve(Room);
        }
        catch (IOException)
        {
            // What there is has to do.
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
