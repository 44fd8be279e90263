using Rota.App.Queues;
using Rota.App.Watching;
using Rota.Cli.Watching.Model;
using Rota.Core.Model;

namespace Rota.Cli.Tests.Watching;

/// <summary>A state of Rota as <c>rota top</c> reads it, with long names, large numbers and hostile texts.</summary>
internal static class Scenery
{
    public static readonly Instant Now = new(3_600_000_000);

    public static TopState State(int jobs = 3, int running = 4, int failures = 2) =>
        new() { Overview = Overview(jobs, running, failures) };

    public static JobPage Page(int tasks = 5) => new(Now, Job(1), [.. Enumerable.Range(0, tasks).Select(Task)]);

    private static Overview Overview(int jobs, int running, int failures) => new()
    {
        At = Now,
        ServedBy = "the daemon (pid 4711)",
        OpenJobs = jobs,
        Jobs = [.. Enumerable.Range(1, jobs).Select(Job)],
        Running = [.. Enumerable.Range(0, running).Select(Task)],
        Failures = [.. Enumerable.Range(0, failures).Select(Failure)],
        Machine = new MachineGlance { CpuPercent = 87, MemoryUsed = 44L << 30, MemoryTotal = 64L << 30, Slots = 5000, SlotsUsed = 4812, Gpus = 8, GpusUsed = 3 },
        Notices = [],
        Queues = [new QueueView("gpu", 8, Paused: true, Running: 8, OpenJobs: 2), new QueueView("日本", 4, false, 1, 1)],
    };

    private static JobGlance Job(int id) => new()
    {
        Id = id,
        Name = id % 2 == 0 ? "nightly-train-of-everything\e[2J" : "夜間の学習",
        State = id == 3 ? JobState.Paused : JobState.Running,
        Served = true,
        Queue = "gpu",
        Priority = 0,
        Submitted = new Instant(0),
        Started = new Instant(1_000_000),
        Total = 1_000_000,
        Done = 381_234 + id,
        Running = 4812,
        Waiting = 613_955,
        Failed = 2113,
        Attempts = 400_000,
        States = Enum.GetValues<TaskState>().ToDictionary(state => state, state => state == TaskState.Backoff ? 12L : 0),
    };

    private static TaskGlance Task(int index) => new()
    {
        Job = 1,
        Address = $"1.train.{index}",
        Label = $"train[lr=0.{index},seed={index}]",
        State = TaskState.Running,
        Attempt = 1,
        Started = new Instant(100_000_000),
        Progress = index % 2 == 0 ? "progress=0.82 loss=1.3\e[31m" : "epoch 17",
        Share = index % 2 == 0 ? 0.82 : null,
    };

    private static FailureGlance Failure(int index) => new()
    {
        Job = 1,
        Address = $"1.train.9{index}",
        Label = $"train[lr=0.9,seed={index}]",
        Attempt = 2,
        State = TaskState.Failed,
        Ending = "exit 137",
        Started = new Instant(50_000_000),
        Ended = new Instant(3_540_000_000),
        Reason = "RuntimeError: CUDA out of memory\e]0;title\a",
    };
}
