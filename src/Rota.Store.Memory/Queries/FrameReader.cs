using Rota.Core.Slots;
using Rota.Store.Home;
using Rota.Store.Memory.Tables;

namespace Rota.Store.Memory.Queries;

/// <summary>The frame as it is, and whose jobs are wanted.</summary>
internal sealed class FrameReader(CommittedTables committed) : IFrameReader
{
    public Frame Current => MemberTables.Place(Now, incarnation: 0).Frame;

    public long Epoch => Now.Frame.Epoch;

    public bool IsServingAll => Now.Frame.ServesAll;

    public long LiveCount => Now.Live.Count;

    public long OwnerOf(int partition) => Now.Partitions.FirstOrDefault(row => row.Id == partition).Owner;

    public IReadOnlyDictionary<long, int> PartitionCounts() => Now.Partitions.CountBy(row => row.Owner).ToDictionary();

    public bool IsHeldElsewhere(string pidSpace) =>
        Now.Frame.PidSpace is { Length: > 0 } noted && noted != pidSpace && committed.HasMembers;

    private HomeTables Now => committed.Now!;
}
