using System.Globalization;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Notation;
using Rota.Core.Jobs;
using Rota.Core.Schedules;

namespace Rota.Core.Tests.JobFiles;

public sealed class JobFileReaderTests
{
    private const string Example = """
        version: 1
        name: nightly-train
        queue: gpu
        priority: 10
        tags: {team: vision}
        params: {dataset: {type: string, default: s3-2026}}
        env: {OMP_NUM_THREADS: "${resources.cpus}", PATH: "/opt/bin:${env.PATH}"}
        max_parallel: 200
        max_failures: 5%
        defaults:
          retry: {max_attempts: 3, backoff: exponential, delay: 10s, max_delay: 10m, jitter: true, on_exit_codes: [1, 75], not_on: [2], on_oom: {memory: 2x}, on_lost: true}
          timeout: 6h
          stop: {signal: SIGTERM, grace: 60s}
        tasks:
          - id: fetch
            command: [./fetch.sh, "${params.dataset}"]
          - id: train
            needs: [fetch]
            matrix: {lr: [0.1, 0.01], seed: "1..50"}
            exclude: [{lr: 0.1, seed: 7}]
            command: python train.py --lr ${matrix.lr} --seed ${matrix.seed}
            resources: {cpus: 4, memory: 8G, gpus: 1, license/abaqus: 1}
            concurrency: {key: "lr-${matrix.lr}", limit: 10}
            outputs: ["model-${task.index}.bin"]
          - id: merge
            needs: [{task: train, condition: succeeded, min_success: 95%}]
            command: ./merge.sh
        """;

    [Fact]
    public void The_example_of_the_contract_is_read_in_full()
    {
        var job = Read.Job(Example);

        Assert.Equal(("nightly-train", "gpu", 10, 200), (job.Name, job.Queue, job.Priority, job.MaxParallel));
        Assert.Equal(new FailureLimit(5, IsPercent: true), job.MaxFailures);
        Assert.Equal("vision", job.Tags["team"]);
        Assert.Equal("s3-2026", job.Params["dataset"]);
        Assert.Equal("/opt/bin:/bin", job.Environment["PATH"]);
        Assert.Equal("${resources.cpus}", job.Environment["OMP_NUM_THREADS"]);
        Assert.Equal(["fetch", "train", "merge"], job.Tasks.Select(task => task.Id));
        Assert.Equal(101, job.TaskCount);

        var train = job.Tasks[1];
        Assert.Equal([new Need(0, NeedCondition.Succeeded)], train.Needs);
        Assert.Equal(99, train.Expansion.Count);
        Assert.Equal(new Concurrency("lr-${matrix.lr}", 10), train.Concurrency);
        Assert.Equal(["model-${task.index}.bin"], train.Outputs);
        Assert.Equal([new Need(1, NeedCondition.Succeeded, 95)], job.Tasks[2].Needs);

        var policy = job.Policies[train.Policy];
        Assert.Equal((0, 4000L, 8L << 30, 1),
            (policy.Resources.Slots, policy.Resources.MilliCpus, policy.Resources.MemoryBytes, policy.Resources.Gpus));
        Assert.Equal(1, policy.Resources.Licences["abaqus"]);
        Assert.Equal(TimeSpan.FromHours(6), policy.Timeout);
        Assert.Equal(new StopPolicy(15, TimeSpan.FromMinutes(1)), policy.Stop);
        Assert.Equal((3, TimeSpan.FromSeconds(10), 2.0),
            (policy.Retry.MaxAttempts, policy.Retry.Delay, policy.Retry.OomMemoryFactor));
        Assert.Equal([1, 75], policy.Retry.OnExitCodes);
        Assert.Equal([2], policy.Retry.NotOn);
        Assert.Equal(ResourceRequest.OneSlot, job.Policies[job.Tasks[0].Policy].Resources);
    }

    [Fact]
    public void Entries_with_equal_policies_share_one()
    {
        var job = Read.Job(Example);

        Assert.Equal(2, job.Policies.Length);
        Assert.Equal(job.Tasks[0].Policy, job.Tasks[2].Policy);
    }

    [Fact]
    public void A_task_needs_no_more_than_a_command()
    {
        var job = Read.Job("tasks: [{command: make}, {command: make test}]");

        Assert.Equal("job", job.Name);
        Assert.Equal(["task1", "task2"], job.Tasks.Select(task => task.Id));
        Assert.Equal(CommandKind.Shell, job.Tasks[0].Command.Kind);
        Assert.Same(Expansion.One.Instance, job.Tasks[0].Expansion);
    }

    [Fact]
    public void JSON_is_a_job_file_too()
    {
        var job = Read.Job("{\n\t\"name\": \"caf\\u00e9 \\ud83d\\ude00\",\n\t\"tasks\": [\n\t\t{\"command\": [\"echo\", \"a\\/b\"], \"retry\": 2}\n\t]\n}");

        Assert.Equal("café 😀", job.Name);
        Assert.Equal(["echo", "a/b"], job.Tasks[0].Command.Words);
    }

    [Fact]
    public void A_value_is_kept_as_it_was_written()
    {
        var task = Read.Task("matrix: {v: [0.10, \"0.10\", 1e3, yes, 007]}, command: [\"echo\", 010]");

        Assert.Equal(["0.10", "0.10", "1e3", "yes", "007"], Assert.IsType<Expansion.Matrix>(task.Expansion)
            .Axes[0].Values);
        Assert.Equal(["echo", "010"], task.Command.Words);
    }

    [Fact]
    public void Anchors_and_aliases_repeat_a_value()
    {
        var job = Read.Job("""
            tasks:
              - {id: a, command: x, resources: &big {cpus: 8}}
              - {id: b, command: x, resources: *big}
            """);

        Assert.Single(job.Policies);
        Assert.Equal(8000, job.Policies[0].Resources.MilliCpus);
    }

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_the_file()
    {
        var problems = Read.Problems("""
            nmae: x
            priority: high
            tasks:
              - id: a
                comand: x
                command: y
                timeout: soon
                needs: bb
              - id: b
            """);

        Assert.Equal(
            [
                "job.yaml:1:1: unknown key \"nmae\" in the job; did you mean \"name\"?",
                "job.yaml:2:11: priority must be a whole number from -1000000 to 1000000, not \"high\"",
                "job.yaml:5:5: unknown key \"comand\" in task \"a\"; did you mean \"command\"?",
                "job.yaml:7:14: timeout must be a duration above zero, not \"soon\"; write it as 500ms, 10s, 5m, 2h, 1d, 1h30m, or in seconds",
                "job.yaml:8:12: there is no task \"bb\"; did you mean \"b\"?",
                "job.yaml:9:5: this task has no command; add command: [program, argument] without a shell, or command: \"text\" for the shell",
            ],
            problems.Select(problem => problem.ToString()));
    }

    [Fact]
    public void Problems_beyond_the_limit_are_counted()
    {
        var text = "tasks:\n" + string.Concat(Enumerable.Range(0, 1500).Select(_ => "  - {command: x, bad: 1}\n"));

        var problems = Read.Problems(text);

        Assert.Equal(JobFileLimits.Problems + 1, problems.Length);
        Assert.StartsWith("500 more problems", problems[^1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5", 5, false)]
    [InlineData("2.5%", 2.5, true)]
    public void A_failure_limit_is_a_number_or_a_share(string text, double value, bool isPercent) =>
        Assert.Equal(new FailureLimit(value, isPercent), Read.Job($"max_failures: {text}\ntasks: [{{command: x}}]")
            .MaxFailures);

    [Theory]
    [InlineData("max_failures: -1",
        "job.yaml:1:15: max_failures must be a whole number from 1 to 10000000, not \"-1\"")]
    [InlineData("max_parallel: 0", "job.yaml:1:15: max_parallel must be a whole number from 1 to 10000000, not \"0\"")]
    [InlineData("max_parallel: \"4\"",
        "job.yaml:1:15: max_parallel must be a whole number from 1 to 10000000, not \"4\"; remove the quotes")]
    [InlineData("version: 2", "job.yaml:1:10: version must be a whole number from 1 to 1, not \"2\"")]
    [InlineData("queue: a b",
        "job.yaml:1:8: queue cannot be \"a b\"; use letters, digits, - and _, beginning with a letter or _")]
    [InlineData("name:", "job.yaml:1:1: \"name\" has no value; give it one or remove the key")]
    [InlineData("env: {ROTA_X: 1}",
        "job.yaml:1:7: \"ROTA_X\" cannot be a name in env; choose another: Rota sets those that begin with ROTA_")]
    [InlineData("env: {A: \"${matrix.x}\"}",
        "job.yaml:1:10: ${matrix.x} differs from task to task and cannot stand here")]
    [InlineData("env: {A: \"\\0\"}",
        "job.yaml:1:10: A in env holds a NUL character, which no argument, path or variable can hold")]
    [InlineData("schedule: {timezone: UTC}",
        "job.yaml:1:11: schedule has no cron; write minute hour day month weekday: \"0 2 * * *\", or @daily")]
    [InlineData("schedule: {cron: \"0 25 * * *\"}",
        "job.yaml:1:18: the hour \"25\" is not known: use numbers from 0 to 23, *, a-b, */n; write minute hour day month weekday: \"0 2 * * *\", or @daily")]
    [InlineData("schedule: {cron: \"0 2 * * *\", timezone: Europe/Pari}",
        "job.yaml:1:41: there is no time zone \"Europe/Pari\"; did you mean Europe/Paris?")]
    public void A_wrong_value_of_the_job_is_told_with_its_place(string line, string problem) =>
        Assert.Equal(problem, Read.Problem($"{line}\ntasks: [{{command: x}}]"));

    [Fact]
    public void A_schedule_is_read_with_its_rules()
    {
        const string File = "schedule: {cron: \"0 2 * * *\", timezone: Europe/Paris, overlap: queue, catch_up: 6h}\ntasks: [{command: x}]";
        var read = Assert.IsType<JobFileResult.Accepted>(JobFileReader.Read(File, "job.yaml", Read.Context())).Schedule!;

        Assert.Equal(("0 2 * * *", "Europe/Paris", Overlap.Queue, TimeSpan.FromHours(6)),
            (read.Cron.Text, read.TimeZone, read.Overlap, read.CatchUp));
    }

    [Fact]
    public void All_that_is_wrong_with_a_schedule_is_told()
    {
        var problems = Read.Problems("schedule: {cron: daily, overlap: skp, catch_up: x, zone: y}\ntasks: [{command: x}]");

        Assert.Equal(4, problems.Length);
        Assert.Contains(problems, problem => problem.Hint == "did you mean skip?");
    }

    [Fact]
    public void A_job_without_tasks_is_refused()
    {
        Assert.Equal("job.yaml:1:1: the job has no list of tasks; write tasks: [{command: ...}]",
            Read.Problem("name: x"));
        Assert.Equal("job.yaml:1:8: the job has no list of tasks; write tasks: [{command: ...}]",
            Read.Problem("tasks: []"));
        Assert.StartsWith("job.yaml:1:1: the file is empty", Read.Problem(""), StringComparison.Ordinal);
        Assert.StartsWith("job.yaml:1:1: the job must be a mapping, not a list", Read.Problem("- a"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_task_line_is_read()
    {
        var text = "tasks:\n" + string.Concat(Enumerable.Range(0, 100_000).Select(number =>
            string.Create(CultureInfo.InvariantCulture,
                $"  - {{id: t{number}, needs: [{(number == 0 ? "" : $"t{number - 1}")}], command: \"true\"}}\n")));

        var job = Read.Job(text);

        Assert.Equal(100_000, job.Tasks.Length);
        Assert.Single(job.Policies);
        Assert.Equal(100_000, CriticalPath.Of(job, _ => 1).Seconds);
    }
}
