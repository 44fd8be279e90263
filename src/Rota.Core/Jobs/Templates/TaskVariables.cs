using System.Collections.Immutable;
using System.Globalization;

namespace Rota.Core.Jobs.Templates;

/// <summary>The variables of one task of a job.</summary>
public sealed class TaskVariables : IVariables
{
    // No job has so many tasks.
    private const long NumbersOfJob = 100_000_000;
    private readonly JobSpec job;
    private readonly TaskSpec task;
    private readonly int ordinal;
    private readonly AttemptFacts attempt;
    private readonly bool isInEnvironment;

    /// <summary>The variables of one task.</summary>
    public TaskVariables(JobSpec job, int group, int ordinal, AttemptFacts attempt)
        : this(job, job.Tasks[group], ordinal, attempt, isInEnvironment: false) { }

    private TaskVariables(JobSpec job, TaskSpec task, int ordinal, AttemptFacts attempt, bool isInEnvironment)
    {
        this.job = job;
        this.task = task;
        this.ordinal = ordinal;
        this.attempt = attempt;
        this.isInEnvironment = isInEnvironment;
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Values => task.Expansion.Values(ordinal);

    /// <summary>
    /// The same task for the values of the job's own environment: there <c>env.X</c> was the submitter's and is
    /// settled.
    /// </summary>
    internal TaskVariables ForJobEnvironment() => new(job, task, ordinal, attempt, isInEnvironment: true);

    /// <inheritdoc/>
    public string? Value(string name) =>
        name switch
        {
            "task.id" => task.Id,
            "task.index" => Number(task.Expansion.Label(ordinal)),
            "task.count" => Number(task.Expansion.Count),
            "task.ordinal" => Number(ordinal),
            "task.number" => Number((attempt.Job.Value * NumbersOfJob) + ordinal + 1),
            Placeholder.Slot => attempt.Slot,
            Placeholder.Sequence => Number(ordinal + 1L),
            "job.name" => job.Name,
            "job.dir" => job.Directory,
            "job.id" => attempt.Job.ToString(),
            "attempt" => Number(attempt.Number),
            "resources.cpus" => Cpus,
            "resources.memory" => Number(attempt.MemoryBytes ?? Resources.MemoryBytes),
            "resources.gpus" => Decimal(Resources.MilliGpus),
            _ when name.StartsWith(ScheduleNames.Prefix, StringComparison.Ordinal) => ScheduleNames.Value(
                name,
                job.ScheduledAt
            ),
            _ when name.StartsWith("params.", StringComparison.Ordinal) => job.Params.GetValueOrDefault(name[7..]),
            _ when name.StartsWith("env.", StringComparison.Ordinal) => OfEnvironment(name[4..]),
            _ when attempt.JobDirectory is { } directory && NeededResults.EntryOf(name) is { } entry =>
                NeededResults.PathOf(directory, entry),
            _ => task.Expansion.Variable(name, ordinal),
        };

    private ResourceRequest Resources => job.Policies[task.Policy].Resources;

    private string Cpus => Resources.Slots > 0 ? Number(Resources.Slots) : Decimal(Resources.MilliCpus);

    private string? OfEnvironment(string name) =>
        isInEnvironment || !job.Environment.TryGetValue(name, out var value) ? null
        : Template.IsPlain(value) ? value
        : Template.Parse(value).Render(ForJobEnvironment());

    private static string Decimal(long thousandths) =>
        (thousandths / 1000m).ToString("0.###", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
