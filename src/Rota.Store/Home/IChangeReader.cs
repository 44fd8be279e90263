using Rota.Core.Model;
using Rota.Store.Changes;
using Rota.Store.Records;

namespace Rota.Store.Home;

/// <summary>
/// The sequence of changes of each partition, written in the turns of its owner: what all who follow read, instead of
/// asking the tables again and again. The newest are kept, some ten thousands of each partition.
/// </summary>
public interface IChangeReader
{
    /// <summary>The number of a partition's newest change; 0 before the first.</summary>
    long Newest(int partition);

    /// <summary>The changes of a partition after a number, oldest first.</summary>
    ChangesAfter After(int partition, long number);

    /// <summary>The states of all tasks of a job, and up to which change they are so.</summary>
    TaskStates States(JobId job);

    /// <summary>What became of the states of a job's tasks after a change of its partition.</summary>
    StatesAfter StatesAfter(JobId job, long number);
}

/// <summary>Changes of a partition.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="IsCut">Whether earlier ones after that number are not kept any more: look at the whole again.</param>
public sealed record ChangesAfter(IReadOnlyList<NumberedChange> Changes, bool IsCut);
