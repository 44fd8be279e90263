using Rota.Fabric.Wire;
using Rota.Node.Keeper.Attempts;

namespace Rota.Node.Keeper.Recovery;

/// <summary>
/// What a journal tells of a home elsewhere: when it was heard of, and the highest attempt that it named.
/// </summary>
/// <param name="bootId">The boot of the machine: of another one, moments mean nothing.</param>
internal sealed class HeardOfHome(string bootId)
{
    private readonly List<(ulong Partitions, long At)> renewals = [];
    private long highest;

    /// <summary>Reads one record.</summary>
    public void Replay(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        switch (reader.Kind())
        {
            case FrameKind.JournalRenewed when reader.Text() == bootId:
                renewals.Add(((ulong)reader.Int64(), reader.Int64()));
                break;
            case FrameKind.JournalHighest:
                highest = Math.Max(highest, reader.Int64());
                break;
        }
    }

    /// <summary>Has a keeper know it.</summary>
    /// <param name="claims">Where that is kept.</param>
    /// <param name="named">The highest attempt of such a home of which there was a record.</param>
    public void GiveTo(Claims claims, long named)
    {
        foreach (var (partitions, at) in renewals)
        {
            claims.Renewals.Note(partitions, at);
        }

        claims.Saw(Math.Max(named, highest));
    }
}
