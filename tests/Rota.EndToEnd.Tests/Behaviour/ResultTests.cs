using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What tasks report of their work: shown, kept within bounds, exported, and read by later tasks.</summary>
public sealed class ResultTests
{
    private const string Train = """
        version: 1
        name: sweep
        tasks:
          - id: train
            matrix: {lr: [0.1, 0.2, 0.3]}
            command: |
              echo progress=0.5 loss=2 >> "$ROTA_PROGRESS_FILE"
              echo progress=1 >> "$ROTA_PROGRESS_FILE"
              echo '{"accuracy": '${matrix.lr}', "name": "net", "lr": [1]}' > "$ROTA_RESULT_FILE"
        """;

    [Fact]
    public void Results_and_the_last_numbers_are_kept_and_shown()
    {
        using var rota = new RotaState();
        rota.RunFile(Train).Exits(0);
        var tasks = Tasks(rota);
        Assert.Equal([0.1, 0.2, 0.3], tasks.Select(task => task.GetProperty("result").GetProperty("accuracy").GetDouble()));
        Assert.All(tasks, task => Assert.Equal("""{"loss":2,"progress":1}""", task.GetProperty("progress_values").GetRawText()));
        Assert.Contains("accuracy=0.2 name=net lr=[1]", rota.Run("tasks", "1").Exits(0).Out, StringComparison.Ordinal);
        Assert.Contains("result: accuracy=0.2 name=net", rota.Run("explain", "1.train.1").Exits(0).Out, StringComparison.Ordinal);
        var exported = rota.Run("export", "1", "--format", "json").Exits(0).Json.GetProperty("attempts");
        Assert.Equal("net", exported[2].GetProperty("result").GetProperty("name").GetString());
        rota.Run("check").Exits(0);
        Assert.Empty(Directory.GetFiles(Path.Combine(rota.State, "live"), "*.result"));
    }

    [Fact]
    public void Tasks_are_found_and_sorted_by_what_they_report()
    {
        using var rota = new RotaState();
        rota.RunFile(Train).Exits(0);
        Assert.Equal(["1.train.2", "1.train.1"], rota.Run("tasks", "1", "--output", "quiet", "--sort", "-result.accuracy", "--top", "2").Exits(0).Lines);
        Assert.Equal(["1.train.0"], rota.Run("tasks", "1", "--output", "quiet", "result.accuracy:<0.2").Exits(0).Lines);
        Assert.Equal(3, rota.Run("tasks", "1", "--output", "quiet", "result.name:net progress.loss:2").Exits(0).Lines.Length);
    }

    [Fact]
    public void They_are_columns_of_a_table_and_facts_of_a_trace()
    {
        using var rota = new RotaState();
        rota.RunFile(Train).Exits(0);
        var rows = rota.Run("export", "1", "--format", "csv", "--raw").Exits(0).Lines.Select(line => line.TrimEnd('\r')).ToArray();
        Assert.EndsWith(",param.lr,result.accuracy,result.name,result.lr", rows[0], StringComparison.Ordinal);
        Assert.EndsWith(",0.2,net,[1]", rows[2], StringComparison.Ordinal);
        var trace = rota.Run("export", "1", "--format", "trace").Exits(0).Json.GetProperty("traceEvents");
        Assert.All(trace.EnumerateArray(), one => Assert.Equal("net", one.GetProperty("args").GetProperty("result").GetProperty("name").GetString()));
    }

    [Fact]
    public void Who_follows_is_told_with_the_end()
    {
        using var rota = new RotaState();
        rota.RunFile(Train, "--events", rota.At("events")).Exits(0);
        var ends = File.ReadLines(rota.At("events")).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(one => one.TryGetProperty("result", out _)).ToArray();
        Assert.Equal([0.1, 0.2, 0.3], ends.Select(end => end.GetProperty("result").GetProperty("accuracy").GetDouble()).Order());
    }

    [Fact]
    public void Numbers_are_told_while_a_task_runs()
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "--", "sh", "-c",
            "echo loss=2 >> $ROTA_PROGRESS_FILE; echo progress=0.4 >> $ROTA_PROGRESS_FILE; until [ -e go ]; do sleep 0.05; done");
        Until.True(() => rota.Json("tasks", "1") is { ExitCode: 0 } shown
            && shown.Json.GetProperty("tasks")[0].TryGetProperty("progress_values", out var values)
            && values.GetRawText() == """{"loss":2,"progress":0.4}""", "its numbers are shown");
        Assert.Equal("progress=0.4", Tasks(rota)[0].GetProperty("progress").GetString());
        Assert.Contains("progress: progress=0.4", rota.Run("explain", "1.sh").Exits(0).Out, StringComparison.Ordinal);
        rota.Write("go", "");
        run.Wait().Exits(0);
    }

    [Fact]
    public void A_task_adds_values_from_its_shell()
    {
        using var rota = new RotaState();
        rota.Environment["ROTA"] = RotaBinary.Path;
        rota.Run("run", "--", "sh", "-c", "$ROTA report-result accuracy=0.9 note='two words' && $ROTA report-result accuracy=0.95 ok=true").Exits(0);
        Assert.Equal("""{"accuracy":0.95,"note":"two words","ok":true}""", Tasks(rota)[0].GetProperty("result").GetRawText());
    }

    [Fact]
    public void Two_that_add_at_once_lose_nothing()
    {
        using var rota = new RotaState();
        rota.Environment["ROTA"] = RotaBinary.Path;
        rota.Run("run", "--", "sh", "-c", "for i in 1 2 3 4 5 6; do $ROTA report-result v$i=$i & done; wait").Exits(0);
        Assert.Equal(6, Tasks(rota)[0].GetProperty("result").EnumerateObject().Count());
    }

    [Fact]
    public void Outside_of_a_task_there_is_nothing_to_add_to()
    {
        using var rota = new RotaState();
        rota.Run("report-result", "accuracy=0.9").Exits(2).Says("ROTA_RESULT_FILE is not set", "rota run");
        rota.Environment["ROTA_RESULT_FILE"] = rota.At("result.json");
        rota.Run("report-result", "accuracy").Exits(2).Says("NAME=VALUE");
        rota.Run("report-result", "accuracy=0.9").Exits(0);
        Assert.Equal("{\"accuracy\":0.9}\n", File.ReadAllText(rota.At("result.json")));
        rota.Write("result.json", "[1]");
        rota.Run("report-result", "accuracy=0.9").Exits(2).Says("is no JSON object");
    }

    [Theory]
    [InlineData("echo '{\"loss\": NaN}' > $ROTA_RESULT_FILE", "no JSON at line 1, byte 10")]
    [InlineData("head -c 70000 /dev/zero > $ROTA_RESULT_FILE", "longer than 64 KiB")]
    [InlineData("mkfifo $ROTA_RESULT_FILE", "no regular file")]
    [InlineData("printf 0.9 > $ROTA_RESULT_FILE", "no JSON object")]
    public void What_cannot_be_kept_is_said_and_fails_nothing(string command, string problem)
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "sh", "-c", command).Exits(0);
        var task = Tasks(rota)[0];
        Assert.Equal("succeeded", task.GetProperty("state").GetString());
        Assert.False(task.TryGetProperty("result", out _));
        Assert.Contains(problem, task.GetProperty("result_problem").GetString(), StringComparison.Ordinal);
        Assert.Contains(problem, rota.Run("tasks", "1").Exits(0).Out, StringComparison.Ordinal);
        Assert.Contains(problem, File.ReadAllText(Path.Combine(rota.State, "keeper", "log")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_may_ask_for_results()
    {
        using var rota = new RotaState();
        rota.RunFile("""
            version: 1
            name: strict
            tasks:
              - {id: good, command: "echo '{\"loss\":1}' > $ROTA_RESULT_FILE", results: [loss]}
              - {id: none, command: "true", results: [loss]}
              - {id: broken, command: "echo nan > $ROTA_RESULT_FILE", results: [loss]}
            """).Exits(1);
        var tasks = rota.TasksOf();
        Assert.Equal(["succeeded", "failed", "failed"], tasks.Select(task => task.State));
        Assert.Contains("reported no loss", tasks[1].Reason, StringComparison.Ordinal);
        Assert.Contains("no JSON", tasks[2].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_task_reads_the_results_of_one_that_it_needs()
    {
        using var rota = new RotaState();
        rota.RunFile(Train + """

              - id: best
                needs: [train]
                array: 1-2
                command: cp ${tasks.train.results} best-${task.index}
            """).Exits(0);
        var lines = File.ReadAllLines(rota.At("best-1"));
        Assert.Equal(lines, File.ReadAllLines(rota.At("best-2")));
        var read = lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal([0, 1, 2], read.Select(one => one.GetProperty("index").GetInt32()));
        Assert.Equal([0.1, 0.2, 0.3], read.Select(one => one.GetProperty("result").GetProperty("accuracy").GetDouble()));
        Assert.All(read, one => Assert.Equal("succeeded", one.GetProperty("state").GetString()));
    }

    [Fact]
    public void They_are_read_anew_where_tasks_ran_again()
    {
        using var rota = new RotaState();
        rota.Write("value", "1");
        rota.RunFile("""
            version: 1
            name: again
            tasks:
              - {id: a, command: "echo \"{\\\"v\\\":$(cat value)}\" > $ROTA_RESULT_FILE"}
              - {id: b, needs: [a], command: ["cp", "${tasks.a.results}", "seen"]}
            """).Exits(0);
        Assert.Contains("\"v\":1", File.ReadAllText(rota.At("seen")), StringComparison.Ordinal);
        rota.Write("value", "2");
        rota.Run("rerun", "1", "--all").Exits(0);
        Assert.Contains("\"v\":2", File.ReadAllText(rota.At("seen")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_needed_cannot_be_read()
    {
        using var rota = new RotaState();
        rota.RunFile("""
            version: 1
            name: wrong
            tasks:
              - {id: a, command: "true"}
              - {id: b, command: "cat ${tasks.a.results}"}
              - {id: c, needs: [a], command: "cat ${tasks.a.outcome}"}
            """).Exits(2).Says("${tasks.a.results} is of a task that this one does not need", "add it to needs", "there is only ${tasks.ID.results}");
    }

    [Theory]
    [InlineData("keeper-before-journal")]
    [InlineData("keeper-before-reap")]
    public void A_keeper_that_dies_at_the_end_of_a_task_loses_no_result(string point)
    {
        using var rota = new RotaState();
        using var run = rota.StartWith(new() { ["ROTA_CRASH_AT"] = point + ":2" }, "run", "-j", "1", "--array", "0-3", "--", "sh", "-c",
            "echo \"{\\\"n\\\":$ROTA_TASK_INDEX}\" > $ROTA_RESULT_FILE; echo n=$ROTA_TASK_INDEX > $ROTA_PROGRESS_FILE");
        run.Wait().Exits(0);
        Assert.Equal([0, 1, 2, 3], Tasks(rota).Select(task => task.GetProperty("result").GetProperty("n").GetInt32()));
        Assert.Equal([0, 1, 2, 3], Tasks(rota).Select(task => task.GetProperty("progress_values").GetProperty("n").GetInt32()));
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void A_runner_that_dies_while_it_writes_them_for_a_later_task_leaves_no_half_of_them()
    {
        using var rota = new RotaState();
        var file = rota.Write("job.yaml", Train + """

              - {id: best, needs: [train], command: ["cp", "${tasks.train.results}", "best"]}
            """);
        using (var run = rota.StartWith(new() { ["ROTA_CRASH_AT"] = "results-written" }, "run", file))
        {
            Assert.NotEqual(0, run.Wait().ExitCode);
        }

        Assert.False(File.Exists(rota.At("best")));
        rota.Run("resume").Exits(0);
        Assert.Equal(3, File.ReadAllLines(rota.At("best")).Length);
    }

    private static JsonElement[] Tasks(RotaState rota) => [.. rota.Json("tasks", "1").Exits(0).Json.GetProperty("tasks").EnumerateArray()];
}
