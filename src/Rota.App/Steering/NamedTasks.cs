using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Steering;

/// <summary>Tasks of one entry that somebody named, or a whole job.</summary>
/// <param name="Job">The job.</param>
/// <param name="Group">The entry; null for the whole job.</param>
/// <param name="Ordinals">Its tasks that are meant.</param>
internal sealed record NamedTasks(JobRow Job, int? Group, OrdinalRanges Ordinals)
{
    /// <summary>Finds them.</summary>
    /// <param name="queries">The state.</param>
    /// <param name="text">The address.</param>
    /// <param name="tasks">Indices of the entry as ranges; null for what the address says.</param>
    public static NamedTasks Find(IHomeReader queries, string text, string? tasks)
    {
        var address = TaskAddress.Act(queries, text);
        var entries = address.Spec.Tasks;
        if (address.Group is null && tasks is null)
        {
            return new NamedTasks(address.Job, null, OrdinalRanges.None);
        }

        if ((address.Group ?? (entries.Length == 1 ? 0 : null)) is not { } group)
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                "--tasks needs the entry",
                $"try: {address.Job.Id}.{entries[0].Id} --tasks {tasks}"
            );
        }

        var all = OrdinalRanges.From(0, entries[group].Expansion.Count - 1);
        var chosen =
            tasks is not null ? Listed(entries[group], tasks)
            : address.Index is { } index ? OrdinalRanges.From(index, index)
            : all;
        return chosen.IsEmpty
            ? throw new ProblemException(
                ProblemCodes.NoSuchTask,
                $"{address.Job.Id}.{entries[group].Id} has no task {tasks}",
                $"try: rota tasks {address.Job.Id}"
            )
            : new NamedTasks(address.Job, group, chosen);
    }

    private static OrdinalRanges Listed(Core.Jobs.TaskSpec entry, string tasks) =>
        ArrayRange.TryParse(tasks, out var range, out _, out var mistake)
            ? OrdinalRanges.Of(
                Enumerable
                    .Range(0, range.Count)
                    .Select(ordinal => entry.Expansion.Ordinal(range.Label(ordinal)))
                    .OfType<int>()
            )
            : throw new ProblemException(ProblemCodes.Usage, $"--tasks {tasks}: {mistake}", ArrayRange.Form);
}
