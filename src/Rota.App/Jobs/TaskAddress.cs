using Rota.App.Problems;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Store.Home;
using Rota.Store.Records;

namespace Rota.App.Jobs;

/// <summary>Which tasks <c>ID[.TASK[.INDEX[.ATTEMPT]]]</c> names.</summary>
/// <param name="Job">The job.</param>
/// <param name="Spec">What it is.</param>
/// <param name="Group">The entry; null for all.</param>
/// <param name="Index">The ordinal; null for all of the entry.</param>
/// <param name="Attempt">The attempt; null for the latest.</param>
internal sealed record TaskAddress(JobRow Job, JobSpec Spec, int? Group, int? Index, int? Attempt)
{
    public static TaskAddress Find(IHomeReader queries, string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (!long.TryParse(dot < 0 ? text : text[..dot], out var id))
        {
            throw new ProblemException(
                ProblemCodes.Usage,
                $"{text} names no task",
                "write it as JOB, JOB.TASK or JOB.TASK.INDEX, as 42.train.3"
            );
        }

        var job = KnownJob.Find(queries, id);
        var spec = queries.Spec(job.Id)!;
        return dot < 0 ? new TaskAddress(job, spec, null, null, null) : OfTask(job, spec, text[(dot + 1)..]);
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
