using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Store.Records;

namespace Rota.Store.Rows;

/// <summary>
/// Where a turn writes its rows, in its transaction. A rule says which; a home writes them.
/// </summary>
public interface ITurnTables
{
    /// <summary>A new live attempt.</summary>
    void Add(in LiveRow live);

    /// <summary>
    /// A live attempt goes on: its state, room, start, process, stop reason and files. What it is stays as it was.
    /// </summary>
    void Update(in LiveRow live);

    /// <summary>A live attempt is over.</summary>
    void Remove(AttemptId live);

    /// <summary>An attempt goes into the history.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="ended">The attempt.</param>
    /// <param name="fence">The epoch it was committed in.</param>
    void Add(JobId job, AttemptRow ended, long fence);

    /// <summary>A node refused something: its row has that before what it refused earlier.</summary>
    void Refused(NodeRefusal refusal);

    /// <summary>What became of a claim from outside.</summary>
    void Answer(ClaimResult result);

    /// <summary>The record of a touched task, new or in place of an earlier one.</summary>
    void Put(TaskKey task, TaskState state, Tries tries, Instant notBefore);

    /// <summary>A task has no record any more: a live attempt stands for it.</summary>
    void Remove(TaskKey task);

    /// <summary>The cursor, the state of the rest and the counters of an entry.</summary>
    void Update(JobId job, TaskGroup group);

    /// <summary>What people changed of a job since it was submitted.</summary>
    void Update(JobId job, JobSpec spec);

    /// <summary>State, reasons, times and counters of a job.</summary>
    void Update(ActiveJob job);

    /// <summary>
    /// A job has ended: those that wait for it know how from here on, and the open ones find a request.
    /// </summary>
    void Settle(JobId ended, JobState outcome, Instant at);
}
