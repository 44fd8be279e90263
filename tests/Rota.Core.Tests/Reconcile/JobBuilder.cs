using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement.Strategies;

namespace Rota.Core.Tests.Reconcile;

/// <summary>Job specifications as sentences: <c>new JobBuilder().Task("a", 10).Task("b").Needs("a").Build()</c>.</summary>
internal sealed class JobBuilder
{
    private readonly List<TaskSpec> tasks = [];
    private readonly List<TaskPolicy> policies = [];
    private JobSpec job = new() { Name = "job", Directory = "/", Policies = [], Tasks = [] };

    public JobBuilder Task(string id, int count = 1)
    {
        policies.Add(new TaskPolicy());
        tasks.Add(new TaskSpec
        {
            Id = id,
            Command = new Command { Kind = CommandKind.Argv, Words = ["true"] },
            Expansion = count == 1 ? Expansion.One.Instance : new Expansion.Array([new NumberRange(0, count - 1)]),
            Policy = policies.Count - 1,
        });
        return this;
    }

    public JobBuilder Finally(string id, int count = 1) => Task(id, count).Last(task => task with { IsFinally = true });

    public JobBuilder After(JobId job, NeedCondition condition = NeedCondition.Succeeded) =>
        Job(spec => spec with { After = spec.After.Add(new JobNeed(job, condition)) });

    public JobBuilder NotBefore(Instant at) => Job(spec => spec with { NotBefore = new StartMoment("then", at) });

    /// <summary>Its tasks are those of a list.</summary>
    public JobBuilder Items(int count) =>
        Last(task => task with { Expansion = new Expansion.Items("line", [.. Enumerable.Range(0, count).Select(item => $"{item}")]) });

    public JobBuilder Open() => Job(spec => spec with { IsOpen = true });

    public JobBuilder Needs(string id, NeedCondition condition = NeedCondition.Succeeded, double percent = 100) =>
        Needs(tasks.FindIndex(task => task.Id == id), condition, percent);

    public JobBuilder Needs(int entry, NeedCondition condition = NeedCondition.Succeeded, double percent = 100) =>
        Last(task => task with { Needs = task.Needs.Add(new Need(entry, condition, percent)) });

    public JobBuilder AtMost(int parallel) => Last(task => task with { MaxParallel = parallel });

    public JobBuilder Key(string key, int limit) => Last(task => task with { Concurrency = new Concurrency(key, limit) });

    public JobBuilder Takes(int slots = 0, long cpus = 0, long memory = 0, int gpus = 0, int licences = 0, int gpuShare = 0, bool isPinned = false) =>
        Policy(policy => policy with
        {
            Resources = new ResourceRequest
            {
                Slots = slots, MilliCpus = cpus, IsPinned = isPinned, MemoryBytes = memory, Gpus = gpus, GpuShare = gpuShare,
                Licences = licences == 0 ? ImmutableSortedDictionary<string, long>.Empty
                    : ImmutableSortedDictionary<string, long>.Empty.Add("tool", licences),
            },
        });

    public JobBuilder Requires(params NodeTerm[] terms) => Policy(policy => policy with { Nodes = policy.Nodes with { Requires = [.. terms] } });

    public JobBuilder Prefers(params NodeTerm[] terms) => Policy(policy => policy with { Nodes = policy.Nodes with { Prefers = [.. terms] } });

    public JobBuilder Places(Strategy strategy) => Policy(policy => policy with { Nodes = policy.Nodes with { Strategy = strategy } });

    public JobBuilder Retry(int attempts, TimeSpan delay = default, double? oom = null, bool onLost = true) =>
        Policy(policy => policy with
        {
            Retry = new RetryPolicy { MaxAttempts = attempts, Delay = delay, OomMemoryFactor = oom, OnLost = onLost },
        });

    public JobBuilder Timeout(TimeSpan limit) => Policy(policy => policy with { Timeout = limit });

    public JobBuilder Priority(int priority) => Job(spec => spec with { Priority = priority });

    public JobBuilder MaxParallel(int most) => Job(spec => spec with { MaxParallel = most });

    public JobBuilder Spacing(TimeSpan spacing) => Job(spec => spec with { Spacing = spacing });

    public JobBuilder MaxFailures(double most) => Job(spec => spec with { MaxFailures = new FailureLimit(most, false) });

    public JobSpec Build() => job with { Tasks = [.. tasks], Policies = [.. policies] };

    private JobBuilder Last(Func<TaskSpec, TaskSpec> change)
    {
        tasks[^1] = change(tasks[^1]);
        return this;
    }

    public JobBuilder Policy(Func<TaskPolicy, TaskPolicy> change)
    {
        policies[^1] = change(policies[^1]);
        return this;
    }

    private JobBuilder Job(Func<JobSpec, JobSpec> change)
    {
        job = change(job);
        return this;
    }
}
