using Rota.App.Jobs;
using Rota.App.Views;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.App.Pictures;

/// <summary>What became of the states of a job's tasks after a position.</summary>
/// <param name="Position">Up to which change it is known now.</param>
/// <param name="Reset">Whether that cannot be told in a few runs: look at all states again.</param>
/// <param name="Runs">Tasks in a row, three numbers each: the first, how many, their state.</param>
/// <param name="Total">How many tasks the job has now.</param>
/// <param name="States">
/// Tasks by state. Who comes to other numbers by the runs has missed what no change tells of, such as a rerun: look at
/// all states again.
/// </param>
public sealed record StateChanges(
    long Position,
    bool Reset,
    IReadOnlyList<IReadOnlyList<int>> Runs,
    long Total,
    IReadOnlyDictionary<TaskState, long> States
) : View
{
    internal static StateChanges Of(StatesAfter after) =>
        new(
            after.Position,
            after.IsCut,
            [.. after.Runs.Select(run => (int[])[run.First, run.Count, (int)run.State])],
            after.Counts.Sum(),
            TaskCounts.Of(after.Counts)
        );
}
