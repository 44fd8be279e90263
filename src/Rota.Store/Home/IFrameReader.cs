using Rota.Core.Slots;

namespace Rota.Store.Home;

/// <summary>Who takes turns at a home, and whose jobs are wanted.</summary>
public interface IFrameReader
{
    /// <summary>The timetable of the runners.</summary>
    Frame Current { get; }

    /// <summary>The epoch of the runner that joined last; 0 before the first.</summary>
    long Epoch { get; }

    /// <summary>The incarnation that owns a partition; 0 for none.</summary>
    long OwnerOf(int partition);

    /// <summary>How many partitions each incarnation owns.</summary>
    IReadOnlyDictionary<long, int> PartitionCounts();

    /// <summary>Whether a daemon runs all jobs, or did when it was killed.</summary>
    bool IsServingAll { get; }

    /// <summary>Attempts that have not ended.</summary>
    long LiveCount { get; }

    /// <summary>Where another machine serves the home, for people; null where none does.</summary>
    string? ServedElsewhere => null;

    /// <summary>Whether members live in another pid namespace, where nobody here can tell which do.</summary>
    /// <param name="pidSpace">The namespace of the one that looks.</param>
    bool IsHeldElsewhere(string pidSpace);
}
