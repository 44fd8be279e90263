using Rota.Store.Home;
using Rota.Store.Memory.Tables;
using Rota.Store.Rules;

namespace Rota.Store.Memory.Queries;

/// <summary>The sequences of changes.</summary>
internal sealed class ChangeReader(HomeReader home) : IChangeReader
{
    public long Newest(int partition) => Of(partition).Newest;

    public ChangesAfter After(int partition, long number) =>
        SequenceRule.After(Of(partition).Rows.Where(row => row.Newest > number), number);

    private SequenceTables Of(int partition) => home.Now.Sequences.GetValueOrDefault(partition, SequenceTables.Empty);
}
