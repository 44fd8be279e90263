using Rota.Fabric.Wire;
using Rota.Linux.Calls;
using Rota.Node.Keeper.Attempts;

namespace Rota.Node.Keeper.Anchors;

/// <summary>The pipe from the anchor: exits it saw before this keeper, then those it sees from now on.</summary>
internal sealed class AnchorLine(Stream pipe, string bootId)
{
    private const int StandardInput = 0;

    /// <summary>What the anchor saw before this keeper began, and who it is.</summary>
    public (IReadOnlyList<AnchorExit> Exits, AnchorIdentity Anchor) ReadKnown()
    {
        var exits = new List<AnchorExit>();
        while (Next() is { } payload)
        {
            var reader = new FrameReader(payload);
            if (reader.Kind() == FrameKind.AnchorSynced)
            {
                return (exits, AnchorIdentity.Read(ref reader));
            }

            exits.Add(AnchorExit.Read(ref reader));
        }

        return (exits, AnchorIdentity.Unknown(bootId));
    }

    /// <summary>
    /// What the anchor has told since, without waiting. It tells of an exit before it lets the process go: a process
    /// that is gone from /proc is in here.
    /// </summary>
    public IReadOnlyList<AnchorExit> ReadArrived()
    {
        var exits = new List<AnchorExit>();
        while (Native.CanRead(StandardInput) && Next() is { } payload)
        {
            var reader = new FrameReader(payload);
            if (reader.Kind() == FrameKind.AnchorExit)
            {
                exits.Add(AnchorExit.Read(ref reader));
            }
        }

        return exits;
    }

    /// <summary>Gives every further exit, until the anchor dies.</summary>
    public void Follow(Action<AnchorExit> seen)
    {
        while (Next() is { } payload)
        {
            var reader = new FrameReader(payload);
            if (reader.Kind() == FrameKind.AnchorExit)
            {
                seen(AnchorExit.Read(ref reader));
            }
        }
    }

    private byte[]? Next()
    {
        var length = new byte[4];
        if (pipe.ReadAtLeast(length, 4, throwOnEndOfStream: false) < 4)
        {
            return null;
        }

        var payload = new byte[BitConverter.ToInt32(length)];
        return pipe.ReadAtLeast(payload, payload.Length, throwOnEndOfStream: false) < payload.Length ? null : payload;
    }
}
