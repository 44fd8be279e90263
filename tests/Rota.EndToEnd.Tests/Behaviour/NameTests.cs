using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Tasks and jobs by the names that people know them by, in every verb and every format.</summary>
public sealed class NameTests : IDisposable
{
    private const string Sweep = """
        version: 1
        name: sweep
        tasks:
          - id: train
            matrix: {lr: [0.1, 0.01], seed: [1, 2, 3]}
            command: "echo lr ${matrix.lr} seed ${matrix.seed}; [ ${matrix.seed} != 3 ]"
          - {id: sum, needs: {task: train, condition: finished}, command: echo sum}
        """;

    private readonly RotaState rota = new();

    [Fact]
    public void Parameters_name_tasks_in_logs_tasks_explain_and_rerun()
    {
        rota.RunFile(Sweep).Exits(1).Says("x train[lr=0.1,seed=3] exit 1", "e.g. train[lr=0.1,seed=3]: rota logs 1.train.2");
        Assert.Equal(["lr 0.1 seed 2"], rota.Run("logs", "1", "--where", "lr=0.1,seed=2").Exits(0).Lines);
        Assert.Equal(["lr 0.1 seed 2"], rota.Run("logs", "sweep.train[lr=0.1,seed=2]").Exits(0).Lines);
        Assert.Equal(3, rota.Run("logs", "@last", "--where", "lr=0.1").Exits(0).Lines.Length);
        Assert.Equal(["1.train.2", "1.train.5"], rota.Run("tasks", "sw", "--where", "seed=3", "--output", "quiet").Exits(0).Lines);
        Assert.StartsWith("1.train.5, train[lr=0.01,seed=3], is failed", rota.Run("explain", "1", "--where", "lr=0.01,seed=3").Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal(["would run 3 tasks of job 1 again"], rota.Run("rerun", "sweep", "--where", "lr=0.1", "--plan").Exits(0).Lines);
        Assert.Equal(["would run 1 task of job 1 again"], rota.Run("rerun", "sweep", "--failed", "--where", "lr=0.1", "--plan").Exits(0).Lines);
        rota.Run("rerun", "sw", "--failed", "--plan").Exits(2).Says("error[no-such-job]: there is no job sw", "did you mean sweep?");
        rota.Run("logs", "1", "--where", "sede=1").Exits(2).Says("error[no-such-task]", "did you mean seed?");
        rota.Run("logs", "1", "--where", "seed=4").Exits(2).Says("no task of job 1 has seed=4", "seed is one of 1, 2, 3");
    }

    [Fact]
    public void Label_and_parameters_are_in_every_format()
    {
        rota.RunFile(Sweep, "--events", rota.At("events")).Exits(1);
        var task = rota.Json("tasks", "1.train.2").Exits(0).Json.GetProperty("tasks").EnumerateArray().Single();
        Named(task);
        Named(rota.Json("explain", "1.train.2").Exits(0).Json);
        Named(rota.Run("export", "1", "--format", "json").Exits(0).Json.GetProperty("attempts")[2]);
        var trace = rota.Run("export", "1", "--format", "trace").Exits(0).Json.GetProperty("traceEvents").EnumerateArray();
        Assert.Contains(trace, one => one.GetProperty("name").GetString() == "train[lr=0.1,seed=3]"
            && one.GetProperty("args").GetProperty("params").GetProperty("seed").GetString() == "3");
        var events = File.ReadLines(rota.At("events")).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(one => one.GetProperty("event").GetString() == "task" && one.GetProperty("index").ToString() == "2").ToArray();
        Assert.True(events.Length >= 2);
        Array.ForEach(events, Named);
        var table = rota.Run("export", "1", "--format", "csv").Exits(0).Lines;
        Assert.EndsWith(",reason,label,param.lr,param.seed", table[0].TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith(",\"train[lr=0.1,seed=3]\",0.1,3", table[3].TrimEnd(), StringComparison.Ordinal);
        Assert.EndsWith(",sum,,", table[7].TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Values_of_a_single_list_are_not_taken_for_indices()
    {
        rota.Run("run", "-j1", "echo got {}", ":::", "1", "0").Exits(0);
        Assert.Equal(["echo[1=1]: got 1", "echo[1=0]: got 0"], rota.Run("logs", "1").Exits(0).Lines);
        Assert.Equal(["got 0"], rota.Run("logs", "1.echo[1=0]").Exits(0).Lines);
        Assert.Equal(["got 0"], rota.Run("logs", "1", "--where", "1=0").Exits(0).Lines);
        rota.Run("logs", "1.echo[0]").Exits(2).Says("1.echo.0 (echo[1=1]), 1.echo.1 (echo[1=0])");
    }

    [Fact]
    public void Tasks_are_filtered_sorted_and_paged()
    {
        rota.RunFile(Sweep).Exits(1);
        Assert.Equal(["1.train.2", "1.train.5"], Found("state:failed"));
        Assert.Equal(["1.train.2"], Found("exit:1", "matrix.lr:0.1"));
        Assert.Equal(["1.train.0", "1.train.1"], Found("matrix.lr:>0.05", "-state:failed"));
        Assert.Equal(["1.sum"], Found("task:sum"));
        Assert.Equal(["1.train.5", "1.train.4", "1.train.3"], Found("task:train", "--sort", "-index", "--top", "3"));
        var first = rota.Json("tasks", "1", "state:succeeded", "--sort", "-matrix.seed", "--limit", "3").Exits(0).Json;
        Assert.Equal([1, 4, 0], first.GetProperty("tasks").EnumerateArray().Select(one => one.GetProperty("index").GetInt32()));
        Assert.Equal((true, JsonValueKind.Null), (first.GetProperty("complete").GetBoolean(), first.GetProperty("index").ValueKind));
        Assert.Equal(["1.train.3", "1.sum"], Found("state:succeeded", "--sort", "-matrix.seed", "--after", first.GetProperty("next").GetString()!));
        rota.Run("tasks", "1", "--limit", "2").Exits(0).Says("there are more; go on with: --after '1'");
        rota.Run("tasks", "1", "dose:1").Exits(2).Says("there is no field dose", "for a parameter of that name write param.dose; fields: task, ");
        rota.Run("tasks", "1", "state:failed exi:1").Exits(2).Says("error[bad-filter]: state:failed exi:1: column 14: there is no field exi", "did you mean exit?");
    }

    [Fact]
    public void Jobs_are_filtered_sorted_and_named()
    {
        rota.RunFile(Sweep).Exits(1);
        rota.Run("run", "--name", "sweep-b", "--", "true").Exits(0);
        rota.Run("submit", "--name", "later", "--tags", "team=vision", "--", "true").Exits(0);
        Assert.Equal(["1"], Listed("state:failed"));
        Assert.Equal(["2", "1"], Listed("name:~SWEEP"));
        Assert.Equal(["1", "2"], Listed("name:~sweep", "--sort", "-tasks"));
        Assert.Equal(["3"], Listed("tag.team:vision"));
        Assert.Equal(["3", "2"], Listed("-n", "2"));
        Assert.Equal(["1"], Listed("--after", "2"));
        rota.Run("status", "sw").Exits(2).Says("error[several-jobs]", "say which: sweep, sweep-b");
        rota.Run("cancel", "lat").Exits(2).Says("error[no-such-job]: there is no job lat", "did you mean later?");
        rota.Run("cancel", "later", "--plam").Exits(2).Says("'--plam'", "did you mean --plan?");
        rota.Run("cancel", "later").Exits(0).Says("job 3: cancelled");
        rota.Run("wait", "@last").Exits(3);
        Assert.Equal("sweep-b", rota.Json("status", "sweep-b").Exits(0).Json.GetProperty("job").GetProperty("name").GetString());
        rota.Run("prune", "sweep-b", "@last").Exits(0);
        Assert.Equal(["1"], Listed());
    }

    [Fact]
    public void History_tells_the_runs_of_a_name_with_their_times()
    {
        for (var run = 0; run < 3; run++)
        {
            rota.Run("run", "--name", "nightly", "--", "sh", "-c", $"exit {run % 2}").Exits(run % 2);
        }

        rota.Run("run", "--name", "other", "--", "true").Exits(0);
        var lines = rota.Run("history", "night").Exits(0).Lines;
        Assert.StartsWith("ID  STATE", lines[0], StringComparison.Ordinal);
        Assert.Equal(["3", "2", "1"], lines[1..4].Select(line => line.Split(' ')[0]));
        Assert.All(lines[1..4], line => Assert.Matches("[▏▎▍▌▋▊▉█]$", line));
        Assert.StartsWith("2 of 3 succeeded  median ", lines[4], StringComparison.Ordinal);
        var history = rota.Json("history", "nightly", "-n", "2").Exits(0).Json;
        Assert.Equal([3, 2], history.GetProperty("runs").EnumerateArray().Select(one => one.GetProperty("id").GetInt32()));
        Assert.Equal(1, history.GetProperty("times").GetProperty("count").GetInt32());
        rota.Run("history", "nihgtly").Exits(2).Says("error[no-such-job]", "did you mean nightly?");
    }

    public void Dispose() => rota.Dispose();

    private static void Named(JsonElement one)
    {
        Assert.Equal("train[lr=0.1,seed=3]", one.GetProperty("label").GetString());
        Assert.Equal("""{"lr":"0.1","seed":"3"}""", one.GetProperty("params").GetRawText());
    }

    private string[] Found(params string[] words) => rota.Run(["tasks", "1", "--output", "quiet", .. words]).Exits(0).Lines;

    private string[] Listed(params string[] words) => rota.Run(["ls", "--output", "quiet", .. words]).Exits(0).Lines;
}
