using Rota.Core.Model;

namespace Rota.Store.Records;

/// <summary>The states of all tasks of a job, as one commit left them.</summary>
/// <param name="Position">The number of the newest change of its partition that they hold.</param>
/// <param name="States">A byte a task, the number of its state; the tasks of the first entry come first.</param>
public sealed record TaskStates(long Position, byte[] States);

/// <summary>What became of the states of a job's tasks after a change, as one commit left them.</summary>
/// <param name="Position">The number of the newest change that is in it.</param>
/// <param name="IsCut">Whether it is too much to tell, or not kept any more: look at all states again.</param>
/// <param name="Runs">Tasks and their states; those that are not there have the state that they had.</param>
/// <param name="Counts">
/// Tasks by state. Who comes to other numbers by the runs has missed what no change tells of, such as a rerun: look at
/// all states again.
/// </param>
public sealed record StatesAfter(long Position, bool IsCut, IReadOnlyList<StateRun> Runs, long[] Counts);

/// <summary>Tasks in a row that have one state.</summary>
/// <param name="First">The place of the first among all tasks of the job, from 0.</param>
/// <param name="Count">How many.</param>
/// <param name="State">Their state.</param>
public readonly record struct StateRun(int First, int Count, TaskState State);
