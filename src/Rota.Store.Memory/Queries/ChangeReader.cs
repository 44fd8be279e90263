using Rota.Core.Model;
using Rota.Core.Partitions;
using Rota.Store.Home;
using Rota.Store.Memory.Tables;
using Rota.Store.Records;
using Rota.Store.Rules;

namespace Rota.Store.Memory.Queries;

/// <summary>The sequences of changes.</summary>
internal sealed class ChangeReader(HomeReader home) : IChangeReader
{
    public long Newest(int partition) => Of(partition).Newest;

    public ChangesAfter After(int partition, long number) =>
        SequenceRule.After(Of(partition).Rows.Where(row => row.Newest > number), number);

    public TaskStates States(JobId job) =>
        new(
            Newest(Partition.Of(job)),
            [
                .. home.Groups(job)
                    .SelectMany(group => home.Tasks.From(job, group, 0, states: null))
                    .Select(task => (byte)task.State),
            ]
        );

    public StatesAfter StatesAfter(JobId job, long number)
    {
        var groups = home.Groups(job);
        var partition = Partition.Of(job);
        return StateRule.After(
            job,
            groups,
            number,
            Newest(partition),
            After(partition, number),
            (group, index) => home.Tasks.Find(job, groups[group], index)?.State
        );
    }

    private SequenceTables Of(int partition) => home.Now.Sequences.GetValueOrDefault(partition, SequenceTables.Empty);
}
