using System.Collections.Immutable;
using System.Text.Json;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Secrets;

namespace Rota.Store.Specs;

/// <summary>The parts of a specification from what <see cref="SpecWriter"/> wrote.</summary>
internal static class SpecReader
{
    public static JobSpec Job(JsonElement job, ImmutableArray<TaskSpec> tasks) =>
        new()
        {
            Name = job.Text("name")!,
            Owner = job.Integer("owner"),
            Queue = job.Text("queue"),
            Budget = job.Text("budget"),
            Priority = (int)job.Integer("priority", 0),
            Tags = job.Map("tags"),
            Params = job.Map("params"),
            Environment = Variables(job, "environment", "otherVariables"),
            Stated = Variables(job, "stated", "otherStated"),
            Process = ProcessForm.Read(job),
            Secrets =
            [
                .. job.Elements("secrets").Select(secret => new Secret(secret.Text("name")!, secret.Text("file"))),
            ],
            LeftOut = job.Texts("leftOut"),
            Directory = job.Text("directory")!,
            MaxParallel = (int?)job.Integer("maxParallel"),
            SubmittedParallel = job.Integer("submittedParallel") is { } submitted
                ? new SubmittedLimit(submitted is 0 ? null : (int)submitted)
                : null,
            MaxFailures = FailureLimitForm.Read(job),
            Spacing = job.Integer("spacingTicks") is { } spacing ? new TimeSpan(spacing) : null,
            After = StartForm.After(job),
            NotBefore = StartForm.NotBefore(job),
            ScheduledAt = StartForm.ScheduledAt(job),
            Notify = NotifyForm.Read(job),
            TimeScale = job.Real("timeScale"),
            IsOpen = job.TryGetProperty("open", out var open) && open.GetBoolean(),
            Additions = AdditionForm.Read(job),
            Policies = [.. job.Elements("policies").Select(Policy)],
            Tasks = tasks,
        };

    private static ImmutableSortedDictionary<string, string> Variables(
        JsonElement job,
        string property,
        string others
    ) =>
        job.Map(property)
            .AddRange(
                job.Texts(others)
                    .Select(entry => entry.Split('=', 2))
                    .Select(parts => KeyValuePair.Create(parts[0], parts[1]))
            );

    public static TaskSpec Task(JsonElement task) =>
        new()
        {
            Id = task.Text("id")!,
            Needs = [.. task.Elements("needs").Select(Need)],
            IsFinally = task.TryGetProperty("finally", out var isFinally) && isFinally.GetBoolean(),
            Expansion = ExpansionForm.Read(task),
            Command = new Command
            {
                Kind = Enum.Parse<CommandKind>(task.Text("kind")!),
                Words = task.Texts("words"),
                Dialect = Enum.Parse<Dialect>(task.Text("dialect")!),
            },
            Policy = (int)task.Integer("policy", 0),
            MaxParallel = (int?)task.Integer("maxParallel"),
            Concurrency = task.Text("key") is { } key ? new Concurrency(key, (int)task.Integer("keyLimit", 1)) : null,
            Outputs = task.Texts("outputs"),
            Results = task.Texts("results"),
            Copies = CopiesForm.Read(task),
            RedirectsErrors = CopiesForm.ReadRedirects(task),
            RecordedSeconds = task.Real("recordedSeconds"),
        };

    private static Need Need(JsonElement need) =>
        new(
            (int)need.Integer("task", 0),
            Enum.Parse<NeedCondition>(need.Text("condition")!),
            need.Real("minSuccess") ?? 100
        );

    private static TaskPolicy Policy(JsonElement policy) => StartingForm.Read(policy, Plain(policy));

    private static TaskPolicy Plain(JsonElement policy) =>
        new()
        {
            Resources = new ResourceRequest
            {
                Slots = (int)policy.Integer("slots", 0),
                MilliCpus = policy.Integer("milliCpus", 0),
                IsPinned = policy.Integer("pinned") is not null,
                MemoryBytes = policy.Integer("memory", 0),
                Gpus = (int)policy.Integer("gpus", 0),
                GpuShare = (int)policy.Integer("gpuShare", 0),
                Licences = policy.Counts("licences"),
            },
            Retry = new RetryPolicy
            {
                MaxAttempts = (int)policy.Integer("maxAttempts", 1),
                Backoff = Enum.Parse<Backoff>(policy.Text("backoff")!),
                Delay = new TimeSpan(policy.Integer("delayTicks", 0)),
                MaxDelay = new TimeSpan(policy.Integer("maxDelayTicks", 0)),
                Jitter = policy.GetProperty("jitter").GetBoolean(),
                OnExitCodes = [.. policy.Elements("onExitCodes").Select(code => code.GetInt32())],
                NotOn = [.. policy.Elements("notOn").Select(code => code.GetInt32())],
                OomMemoryFactor = policy.Real("oomMemoryFactor"),
                OnLost = policy.GetProperty("onLost").GetBoolean(),
            },
            Timeout = policy.Integer("timeoutTicks") is { } ticks ? new TimeSpan(ticks) : null,
            Stop = new StopPolicy(
                (int)policy.Integer("stopSignal", 0),
                new TimeSpan(policy.Integer("stopGraceTicks", 0)),
                policy.TryGetProperty("stopToLeader", out var toLeader) && toLeader.GetBoolean()
            ),
            WorkingDirectory = policy.Text("workingDirectory"),
            Environment = policy.Map("environment"),
        };
}
