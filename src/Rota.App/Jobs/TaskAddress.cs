using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>Which tasks <c>JOB[.TASK[.INDEX[.ATTEMPT]]]</c> names.</summary>
/// <param name="Job">The job.</param>
/// <param name="Spec">What it is.</param>
/// <param name="Group">The entry; null for all.</param>
/// <param name="Index">The ordinal; null for all of the entry.</param>
/// <param name="Attempt">The attempt; null for the latest.</param>
internal sealed record TaskAddress(JobRow Job, JobSpec Spec, int? Group, int? Index, int? Attempt)
{
    /// <summary>Values that the tasks must have; null for any.</summary>
    public ParameterChoice? Where { get; init; }

    /// <summary>Those that somebody looks at: the beginning of a job's name will do.</summary>
    /// <param name="queries">Where they are.</param>
    /// <param name="text">The address.</param>
    /// <param name="where">Values of parameters as <c>lr=0.1,seed=3</c>, or null.</param>
    /// <exception cref="ProblemException">There are none.</exception>
    public static TaskAddress Look(IHomeReader queries, string text, string? where = null) =>
        ChosenTasks.In(Of(queries, text, isLook: true), where);

    /// <summary>Those that something is done to: the job is named in full.</summary>
    /// <exception cref="ProblemException">There are none.</exception>
    public static TaskAddress Act(IHomeReader queries, string text, string? where = null) =>
        ChosenTasks.In(Of(queries, text, isLook: false), where);

    /// <summary>Whether a task is among them.</summary>
    public bool Has(int group, int index) =>
        (Group ?? group) == group
        && (Index ?? index) == index
        && (Where is null || Where.Has(Spec.Tasks[group], index));

    private static TaskAddress Of(IHomeReader queries, string text, bool isLook)
    {
        var (job, rest) = JobAddress.Head(queries, text, isLook);
        var spec = queries.Spec(job.Id)!;
        return rest is null ? new TaskAddress(job, spec, null, null, null) : OfTask(job, spec, rest);
    }

    private static TaskAddress OfTask(JobRow job, JobSpec spec, string rest)
    {
        if (LabelledTask.Find(job.Id, spec, rest) is { } labelled)
        {
            return new TaskAddress(job, spec, labelled.Group, labelled.Index, labelled.Attempt);
        }

        // Names may hold dots: the longest that fits is meant.
        var group = Enumerable
            .Range(0, spec.Tasks.Length)
            .Where(task =>
                rest == spec.Tasks[task].Id || rest.StartsWith(spec.Tasks[task].Id + ".", StringComparison.Ordinal)
            )
            .OrderByDescending(task => spec.Tasks[task].Id.Length)
            .Cast<int?>()
            .FirstOrDefault();
        if (group is not { } found)
        {
            var nearest = Core.Problems.Nearest.Of(rest.Split('.')[0], spec.Tasks.Select(task => task.Id));
            throw new ProblemException(
                ProblemCodes.NoSuchTask,
                $"job {job.Id} has no task {rest}",
                nearest is null ? $"try: rota status {job.Id}" : $"did you mean {job.Id}.{nearest}?"
            );
        }

        var task = spec.Tasks[found];
        var numbers = rest[task.Id.Length..]
            .Split('.', StringSplitOptions.RemoveEmptyEntries)
            .Select(number => long.TryParse(number, out var value) ? value : throw Wrong(job, task, number))
            .ToArray();
        if (!task.Expansion.IsIndexed)
        {
            return new TaskAddress(job, spec, found, 0, (int?)numbers.Cast<long?>().FirstOrDefault());
        }

        return numbers.Length == 0
            ? new TaskAddress(job, spec, found, null, null)
            : new TaskAddress(
                job,
                spec,
                found,
                task.Expansion.Ordinal(numbers[0]) ?? throw Wrong(job, task, numbers[0].ToString()),
                numbers.Length > 1 ? (int)numbers[1] : null
            );
    }

    private static ProblemException Wrong(JobRow job, TaskSpec task, string index) =>
        new(
            ProblemCodes.NoSuchTask,
            $"{job.Id}.{task.Id} has no index {index}",
            $"it has {Words.Count(task.Expansion.Count, "task")}, {task.Expansion.Label(0)} to "
                + $"{task.Expansion.Label(task.Expansion.Count - 1)}"
        );
}
