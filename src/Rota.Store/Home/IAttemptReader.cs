using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.Store.Home;

/// <summary>The history of attempts, by job and by task.</summary>
public interface IAttemptReader
{
    /// <summary>Attempts of a job that ended, in the order of tasks.</summary>
    IEnumerable<AttemptRow> Of(JobId id);

    /// <summary>The same in numbers, which are read in a fraction of the time.</summary>
    IEnumerable<AttemptFigures> Figures(JobId id);

    /// <summary>Those of them that have a result, in the order of tasks: no other is looked at.</summary>
    IEnumerable<AttemptRow> WithResult(JobId id);

    /// <summary>The attempts of one task, first to last.</summary>
    IReadOnlyList<AttemptRow> Of(TaskKey task);

    /// <summary>Attempts that did not succeed, latest last; in the order of tasks where they ended at once.</summary>
    IReadOnlyList<AttemptRow> Failed(JobId id, Instant after, int limit);

    /// <summary>The attempts that took longest, longest first; in the order of tasks among equals.</summary>
    IReadOnlyList<AttemptRow> Slowest(JobId id, int limit);

    /// <summary>Whether an attempt's end is not committed yet.</summary>
    bool IsLive(AttemptId attempt);
}
