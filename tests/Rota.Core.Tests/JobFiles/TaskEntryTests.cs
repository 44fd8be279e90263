using Rota.Core.Jobs;

namespace Rota.Core.Tests.JobFiles;

public sealed class TaskEntryTests
{
    [Theory]
    [InlineData("id: a, command: x, comand: y",
        "job.yaml:2:25: unknown key \"comand\" in task \"a\"; did you mean \"command\"?")]
    [InlineData("id: a, command: x, script: y",
        "job.yaml:2:33: a task cannot have both command and script; keep one of the two")]
    [InlineData("id: a, command: x, needs: a",
        "job.yaml:2:32: the task \"a\" needs itself, so it could never start; remove this need")]
    [InlineData("id: a.b, command: x",
        "job.yaml:2:10: the id of a task cannot be \"a.b\"; use letters, digits, - and _, beginning with a letter or _")]
    [InlineData("command: []", "job.yaml:2:15: the command is empty; name a program and its arguments")]
    [InlineData("command: \" \"", "job.yaml:2:15: the command is empty; write what to run")]
    [InlineData("command: [\"\", a]", "job.yaml:2:16: the program has no name; the first item is the program to run")]
    [InlineData("command: [a, \"\\0\"]",
        "job.yaml:2:19: an argument holds a NUL character, which no argument, path or variable can hold")]
    [InlineData("command: [a, [b]]", "job.yaml:2:19: an argument must be a text, not a list")]
    [InlineData("command: x, array: 0-9, matrix: {a: [1]}",
        "job.yaml:2:25: a task cannot have both matrix and array; keep one of the two")]
    [InlineData("command: x, exclude: [{a: 1}]",
        "job.yaml:2:27: exclude goes with a matrix, and this task has none; add matrix or remove exclude")]
    [InlineData("command: x, concurrency: {limit: 2}",
        "job.yaml:2:31: concurrency needs a key; write concurrency: {key: license, limit: 2}")]
    [InlineData("command: x, concurrency: {key: k, limit: 0}",
        "job.yaml:2:47: limit must be a whole number from 1 to 10000000, not \"0\"")]
    [InlineData("script: \"#!/usr/bin/lua\\nprint(1)\"",
        "job.yaml:2:14: the script cannot be run by \"#!/usr/bin/lua\"; use one of sh, bash, dash, ksh, zsh, python, perl, ruby, node, or put the script into a file and name that file in command")]
    public void A_wrong_entry_is_told_with_its_place(string body, string problem) =>
        Assert.Equal(problem, Read.TaskProblem(body));

    [Theory]
    [InlineData("rm -rf /data/${lr}", "nothing sets ${lr}; did you mean ${matrix.lr}?")]
    [InlineData("echo ${Rate}", "nothing sets ${Rate}; did you mean ${matrix.rate}?")]
    [InlineData("echo ${rte}", "nothing sets ${rte}; did you mean ${matrix.rate}?")]
    public void A_variable_that_is_nearly_a_value_of_the_task_is_refused(string text, string problem) =>
        Assert.Contains(problem, Read.TaskProblem($"command: \"{text}\", matrix: {{lr: [1], rate: [2]}}"),
            StringComparison.Ordinal);

    [Fact]
    public void A_variable_that_the_text_sets_is_no_value_of_the_task() =>
        Assert.NotNull(Read.Task("command: \"lr=${matrix.lr}; echo ${lr} ${other} $rate\", matrix: {lr: [1], rate: [2]}"));

    [Fact]
    public void An_unknown_key_names_the_nearest_known_one() =>
        Assert.EndsWith("did you mean \"matrix\"?", Read.TaskProblem("command: x, martix: {a: [1]}"),
            StringComparison.Ordinal);

    [Fact]
    public void An_unknown_key_with_no_near_one_lists_all() =>
        Assert.EndsWith("its keys are signal, grace, to", Read.TaskProblem("command: x, stop: {colour: 1}"),
            StringComparison.Ordinal);

    [Fact]
    public void An_argument_longer_than_Linux_takes_is_refused() =>
        Assert.Contains("longer than 131,071 bytes", Read.TaskProblem($"command: [a, {new string('x', 131_072)}]"),
            StringComparison.Ordinal);

    [Fact]
    public void Two_tasks_cannot_have_one_id()
    {
        Assert.Equal("job.yaml:3:14: two tasks have the id \"a\", this one and task number 1; rename one of the two",
            Read.Problem("tasks:\n  - {id: a, command: x}\n  - {    id: a, command: x}"));
        Assert.Contains("two tasks have the id \"task2\"",
            Read.Problem("tasks: [{id: task2, command: x}, {command: x}]"), StringComparison.Ordinal);
    }

    [Fact]
    public void Needs_may_be_one_id_a_list_or_conditions()
    {
        var job = Read.Job("""
            tasks:
              - {id: d, command: x, needs: [a, {task: b, condition: failed}, {task: c, min_success: 50%}]}
              - {id: a, command: x}
              - {id: b, command: x, needs: a}
              - {id: c, command: x, needs: {task: a, condition: finished}}
            """);

        Assert.Equal([new(1, NeedCondition.Succeeded), new(2, NeedCondition.Failed),
            new Need(3, NeedCondition.Succeeded, 50)], job.Tasks[0].Needs);
        Assert.Equal([new Need(1, NeedCondition.Succeeded)], job.Tasks[2].Needs);
        Assert.Equal([new Need(1, NeedCondition.Finished)], job.Tasks[3].Needs);
    }

    [Theory]
    [InlineData("[b, b]", "this task is needed twice; keep one of the two")]
    [InlineData("[{task: b, condition: done}]", "condition must be succeeded, failed or finished, not \"done\"")]
    [InlineData("[{task: b, condition: failed, min_success: 5%}]",
        "min_success goes with condition: succeeded only; remove one of the two")]
    [InlineData("[{task: b, min_success: 120%}]",
        "min_success must be a share from 0% to 100%, not \"120%\"; write 95%")]
    [InlineData("[{condition: failed}]", "this need names no task; write {task: ID}")]
    public void A_wrong_need_is_told(string needs, string problem) =>
        Assert.EndsWith(problem, Read.Problem($"tasks: [{{id: a, command: x, needs: {needs}}}, {{id: b, command: x}}]"),
            StringComparison.Ordinal);

    [Fact]
    public void A_cycle_is_named_with_all_its_tasks() =>
        Assert.Equal("job.yaml:2:32: these tasks need each other, so none could start: b → d → c → b; remove one of these needs",
            Read.Problem("""
                tasks:
                  - {id: b, command: x, needs: [d]}
                  - {id: c, command: x, needs: [b]}
                  - {id: d, command: x, needs: [c, e]}
                  - {id: e, command: x}
                """));

    [Fact]
    public void A_long_cycle_is_shortened_and_needs_no_stack()
    {
        var text = "tasks:\n"
            + string.Concat(Enumerable.Range(0, 50_000)
                .Select(number => $"  - {{id: t{number}, needs: t{(number + 1) % 50_000}, command: x}}\n"));

        Assert.Contains("t0 → t1 → t2 → t3 → t4 → t5 → t6 → t7 → (49992 more) → t0", Read.Problem(text),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retry: never", 1, false)]
    [InlineData("retry: 3", 3, true)]
    [InlineData("retry: {max_attempts: 4, on_lost: false}", 4, false)]
    public void Retry_has_short_forms(string body, int attempts, bool onLost)
    {
        var retry = Read.Policy(body).Retry;

        Assert.Equal((attempts, onLost), (retry.MaxAttempts, retry.OnLost));
    }

    [Theory]
    [InlineData("retry: 0", "retry must be never, a number of attempts from 1, or a mapping, not \"0\"")]
    [InlineData("retry: {delay: 1s}",
        "retry has no max_attempts, so nothing would be tried again; add max_attempts: 3")]
    [InlineData("retry: {max_attempts: 2, delay: 1h, max_delay: 1m}",
        "max_delay is shorter than delay; swap them or raise max_delay")]
    [InlineData("retry: {max_attempts: 2, backoff: exponentail}",
        "backoff must be constant, linear or exponential, not \"exponentail\"; did you mean exponential?")]
    [InlineData("retry: {max_attempts: 2, on_oom: {memory: 2}}",
        "on_oom needs a factor for the memory above 1x and up to 100x; write on_oom: {memory: 2x}")]
    [InlineData("retry: {max_attempts: 2, not_on: [-1]}",
        "an exit code of not_on must be a whole number from 1 to 255, not \"-1\"")]
    [InlineData("retry: {max_attempts: 2, on_exit_codes: []}",
        "on_exit_codes is empty, so no exit code would be tried again; name exit codes such as [1, 75]; leave it out for all; or write retry: never")]
    [InlineData("retry: {max_attempts: 2, on_exit_codes: [1, 2], not_on: [2, 1]}",
        "on_exit_codes has no code that is not in not_on, so no exit code would be tried again; "
        + "name exit codes such as [1, 75]; leave it out for all; or write retry: never")]
    [InlineData("timeout: -5s",
        "timeout must be a duration above zero, not \"-5s\"; write it as 500ms, 10s, 5m, 2h, 1d, 1h30m, or in seconds")]
    [InlineData("stop: {signal: SIGTREM}",
        "signal must be the name or number of a signal, not \"SIGTREM\"; did you mean SIGTERM?")]
    [InlineData("resources: {cpus: -1}", "cpus must be a number from 0 to 1000000, in steps of 0.001, not \"-1\"")]
    [InlineData("resources: {memory: lots}",
        "memory must be a size of memory, not \"lots\"; write it as 512M, 8G, 1.5T, or in bytes")]
    [InlineData("resources: {gpu: 1}", "unknown key \"gpu\" in resources; did you mean \"gpus\"?")]
    [InlineData("resources: {cpus: 0.5, pin: true}", "a task is pinned to whole CPUs; write cpus: 1, 2, ..., or remove pin")]
    [InlineData("resources: {cpus: 0, pin: true}", "a task is pinned to whole CPUs; write cpus: 1, 2, ..., or remove pin")]
    [InlineData("resources: {pin: always}", "pin must be true or false, not \"always\"")]
    [InlineData("resources: {gpus: 1.5}",
        "gpus cannot be \"1.5\": a task has GPUs of its own, or shares a single one; write a whole number, or one below 1")]
    [InlineData("resources: {gpus: 0.0005}",
        "gpus must be a whole number from 0 to 10000, or a share of one in steps of 0.001, not \"0.0005\"")]
    [InlineData("resources: {license/abaqus: 0}", "license/abaqus must be a whole number from 1 to 1000000, not \"0\"")]
    [InlineData("working_dir: \"${HOME}/x\"",
        "${HOME} is no placeholder, and no shell reads this text; write ${env.HOME} for the variable of the environment")]
    public void A_wrong_policy_is_told(string body, string problem) =>
        Assert.EndsWith(problem, Read.TaskProblem("command: x, " + body), StringComparison.Ordinal);

    [Theory]
    [InlineData("cpus: 0.5", 500, 0)]
    [InlineData("memory: 512M", 1000, 512L << 20)]
    [InlineData("memory: 1.5g", 1000, 3L << 29)]
    [InlineData("memory: 1000", 1000, 1000)]
    public void A_task_that_states_resources_takes_no_slot(string body, long milliCpus, long memoryBytes)
    {
        var resources = Read.Policy($"resources: {{{body}}}").Resources;

        Assert.Equal((0, milliCpus, memoryBytes), (resources.Slots, resources.MilliCpus, resources.MemoryBytes));
    }

    [Theory]
    [InlineData("2", 2, 0)]
    [InlineData("1.0", 1, 0)]
    [InlineData("0", 0, 0)]
    [InlineData("0.5", 0, 500)]
    [InlineData("0.001", 0, 1)]
    public void Gpus_are_whole_or_a_share_of_one(string text, int whole, int share)
    {
        var resources = Read.Policy($"resources: {{gpus: {text}}}").Resources;
        Assert.Equal((whole, share, (1_000L * whole) + share), (resources.Gpus, resources.GpuShare, resources.MilliGpus));
    }

    [Fact]
    public void An_entry_overrides_the_defaults_and_adds_to_their_environment()
    {
        var job = Read.Job("""
            defaults: {timeout: 1h, env: {A: 1, B: 2}, working_dir: sub}
            tasks:
              - {command: x, timeout: 90, env: {B: 3}}
            """);

        var policy = Assert.Single(job.Policies);
        Assert.Equal((TimeSpan.FromSeconds(90), "sub"), (policy.Timeout, policy.WorkingDirectory));
        Assert.Equal(["A=1", "B=3"], policy.Environment.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public void Policies_that_differ_in_one_variable_hash_apart()
    {
        var job = Read.Job("tasks:\n"
            + string.Concat(Enumerable.Range(0, 1000).Select(number => $"  - {{command: x, env: {{A: {number}}}}}\n")));

        Assert.Equal(1000, job.Policies.Length);
        Assert.InRange(job.Policies.Select(policy => policy.GetHashCode()).Distinct().Count(), 990, 1000);
    }
}
