using Rota.Core.Model;
using Rota.Fabric.Wire;
using Rota.Node.Keeper.Journals;

namespace Rota.Node.Keeper.Records;

/// <summary>
/// Partitions of which this keeper may have forgotten attempts: its journal was damaged, or is a new one. An attempt of
/// them that it does not know may have run all the same, until a runner says that it has settled what was open.
/// </summary>
internal sealed class Gaps
{
    private const ulong All = ulong.MaxValue;
    private readonly HashSet<long> done = [];

    /// <summary>The partitions.</summary>
    public ulong Open { get; private set; }

    /// <summary>What happened, for people; null where a journal may just be the first of its state.</summary>
    public string? Damage { get; private set; }

    /// <summary>Reads one record of the journal.</summary>
    public void Replay(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        switch (reader.Kind())
        {
            case FrameKind.JournalGap:
                Open = (ulong)reader.Int64();
                break;
            case FrameKind.JournalDone:
                done.Add(reader.Int64());
                break;
        }
    }

    /// <summary>Whether the journal says that this attempt was over and done with.</summary>
    public bool IsDone(long attempt) => done.Contains(attempt);

    /// <summary>The whole journal was read.</summary>
    public void Note(JournalReading reading, string path)
    {
        if (reading.IsFresh || reading.Damage > 0)
        {
            Open = All;
        }

        if (reading is { Damage: > 0, IsOfThisBoot: true })
        {
            Damage =
                $"the keeper's journal was damaged: {Counted.Text(reading.Damage, "byte")} of it lost. Attempts of which nobody can "
                + $"say whether they ran are lost; a copy is in {path}, and `rota doctor` says what to do";
        }
    }

    /// <summary>Nothing of these partitions is open any more.</summary>
    public void Close(ulong partitions) => Open &= ~partitions;

    /// <summary>What was read is settled.</summary>
    public void Forget() => done.Clear();
}
