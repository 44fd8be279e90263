using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Each kind of waiting has its sentence, with the numbers of the check that holds the task back.</summary>
public sealed class ExplainTests
{
    [Fact]
    public void A_dependency_is_named_with_how_far_it_is() => Running(2, """
        version: 1
        name: needs
        tasks:
          - {id: first, array: 0-2, command: sleep 300}
          - {id: second, needs: [{task: first, condition: finished}], command: "true"}
        """, rota => Explains(rota, "1.second", "dependency",
            "needs first (finished): 0 of 3 tasks ended, 3 running, 0 waiting"));

    [Fact]
    public void A_paused_job_is_said_to_be_paused() => Running(1, Sleepers("", count: 4), rota =>
    {
        rota.Run("pause", "1").Exits(0);
        Explains(rota, "1.task.3", "paused", "job 1 is paused: rota resume 1");
    });

    [Fact]
    public void A_concurrency_key_is_named_with_its_limit() => Running(1,
        Sleepers("concurrency: {key: \"k-${task.count}\", limit: 1}"), rota =>
        {
            Explains(rota, "1.task.1", "limit", "limit concurrency key k-2: 1 of 1 in use");
            Explains(rota, "1.task.1", "held-by", "held by: 1.task (1 running)");
        });

    [Fact]
    public void A_lack_of_room_is_told_in_numbers() => Running(2, """
        version: 1
        name: room
        tasks:
          - {id: holder, array: 0-1, resources: {cpus: 0.001, license/tool: 1}, command: sleep 300}
          - {id: wide, resources: {cpus: 0.001, license/tool: 2}, command: "true"}
        """, rota =>
        {
            Explains(rota, "1.wide", "no-room", "no room: asks for 2 license/tool, 1 of 3 free");
            Explains(rota, "1.wide", "held-by", "held by: 1.holder (2 running): 1.holder.0, 1.holder.1");
        });

    [Fact]
    public void Slots_that_another_job_holds_are_named_with_their_holder() => Running(2, Sleepers(""), rota =>
    {
        using var second = rota.Start("run", "--", "true");
        Until.True(() => rota.Json("ls").Json.GetProperty("jobs").GetArrayLength() == 2, "the second job is accepted");
        Explains(rota, "2.true", "no-room", "no room: asks for 1 slot, 0 of 2 free");
        Explains(rota, "2.true", "held-by", "held by: 1.task (2 running)");
    });

    [Fact]
    public void A_backoff_tells_what_failed_and_when_it_goes_on() => Using(rota =>
    {
        using var run = rota.Start("run", rota.Write("job.yaml", """
            version: 1
            name: backoff
            tasks:
              - {id: task, retry: {max_attempts: 2, delay: 1h, jitter: false}, command: exit 1}
            """));
        Until.True(() => rota.Json("ls").Lines.Length > 0 && rota.JobState() == "running"
            && rota.TasksOf()[0].State == "backoff", "the task backs off");
        var ended = rota.AttemptsOf().Single().Ended!.Value;
        var sentence = Explains(rota, "1.task", "backoff", "attempt 1 failed; the next one starts after ");
        var due = DateTimeOffset.Parse(sentence[(sentence.LastIndexOf(' ') + 1)..], null);
        Assert.InRange(due - ended, TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    });

    [Fact]
    public void A_limit_of_the_job_is_named_with_its_number() =>
        Running(1, Sleepers("", "max_parallel: 1", count: 4), rota =>
        Explains(rota, "1.task.3", "limit", "limit max_parallel of job 1: 1 of 1 in use"));

    [Fact]
    public void A_limit_of_an_entry_is_named_with_its_number() => Running(1, """
        version: 1
        name: throttle
        tasks:
          - {id: task, array: 0-3%1, command: sleep 300}
        """, rota => Explains(rota, "1.task.3", "limit", "limit max_parallel of 1.task: 1 of 1 in use"));

    [Fact]
    public void A_stop_at_too_many_failures_is_why_the_rest_never_ran() => Using(rota =>
    {
        rota.Run("run", "-j", "1", "--max-failures", "2", "--array", "0-9", "--", "sh", "-c", "exit 3").Exits(1);
        Explains(rota, "1.sh.9", "ended", "it has ended: skipped: stopped at 2 failures (max_failures: 2)");
    });

    [Fact]
    public void A_skipped_task_names_what_it_needed() => Using(rota =>
    {
        rota.RunFile("""
            version: 1
            name: skips
            tasks:
              - {id: some, array: 0-3, command: "[ $ROTA_TASK_INDEX -gt 0 ]"}
              - {id: next, needs: some, command: "true"}
              - {id: last, needs: next, command: "true"}
              - {id: alarm, needs: [{task: next, condition: failed}], command: "true"}
            """).Exits(1);
        Explains(rota, "1.next", "ended", "it has ended: skipped: needs some (succeeded): 3 of 4 tasks succeeded");
        Explains(rota, "1.last", "ended", "it has ended: skipped: needs next (succeeded): 0 of 1 task succeeded");
        Explains(rota, "1.alarm", "ended", "it has ended: skipped: needs next (failed): 0 of 1 task failed");
    });

    private static string Sleepers(string more, string job = "priority: 0", int count = 2) => $"""
        version: 1
        name: sleepers
        {job}
        tasks:
          - id: task
            array: 0-{count - 1}
            command: sleep 300
            {more}
        """;

    /// <summary>Runs a job of tasks that do not end, on a machine of as many slots, until so many run.</summary>
    private static void Running(int tasks, string yaml, Action<RotaState> test) => Using(rota =>
    {
        rota.Environment["ROTA_LICENSES"] = "tool=3";
        using var run = rota.Start("run", rota.Write("job.yaml", yaml));
        Until.True(() => rota.Json("ls") is { ExitCode: 0 } jobs && jobs.Json.GetProperty("jobs").GetArrayLength() > 0,
            "the job is accepted");
        Until.True(() => rota.TasksOf().Count(task => task.State == "running") >= tasks, $"{tasks} tasks run");
        test(rota);
    });

    private static string Explains(RotaState rota, string task, string code, string sentence)
    {
        var reasons = rota.Json("explain", task).Exits(0).Json.GetProperty("reasons").EnumerateArray().ToArray();
        var said = reasons.Where(reason => reason.GetProperty("code").GetString() == code)
            .Select(reason => reason.GetProperty("reason").GetString()!).ToArray();
        Assert.True(said is [var one] && one.StartsWith(sentence, StringComparison.Ordinal),
            $"\"{code}: {sentence}\" is not among the reasons:\n{string.Join('\n', reasons)}");
        Assert.Contains(said[0], rota.Run("explain", task).Exits(0).Out, StringComparison.Ordinal);
        return said[0];
    }

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
