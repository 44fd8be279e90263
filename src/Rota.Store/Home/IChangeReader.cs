using Rota.Store.Changes;

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
}

/// <summary>Changes of a partition.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="IsCut">Whether earlier ones after that number are not kept any more: look at the whole again.</param>
public sealed record ChangesAfter(IReadOnlyList<NumberedChange> Changes, bool IsCut);
