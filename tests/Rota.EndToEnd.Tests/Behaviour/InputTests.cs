using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What a job is made of: values, lines, rows, matrices; and what its tasks see.</summary>
public sealed class InputTests
{
    [Fact]
    public void Values_replace_the_placeholders_and_keep_their_order()
    {
        using var rota = new RotaState();
        var run = rota.Run("run", "-k", "-j", "4", "echo {} {.} {/} {//} {/.} {#}", ":::", "a/b.txt", "c d.log", "$(id)").Exits(0);
        Assert.Equal(["a/b.txt a/b b.txt a b 1", "c d.log c d c d.log . c d 2", "$(id) $(id) $(id) . $(id) 3"], run.Lines);
    }

    [Fact]
    public void Each_line_of_a_file_is_a_task()
    {
        using var rota = new RotaState();
        var lines = rota.Write("lines", "one\ntwo words\n\nthree\n");
        Assert.Equal(["one", "two words", "three"], rota.Run("run", "-k", "--each-line", lines, "--", "echo", "{}").Exits(0).Lines);
    }

    [Fact]
    public void Each_row_of_a_table_is_a_task()
    {
        using var rota = new RotaState();
        var table = rota.Write("table.csv", "lr,name\n0.1,\"a, b\"\n0.2,c\n");
        Assert.Equal(["0.1 a, b", "0.2 c"], rota.Run("run", "-k", "--from-csv", table, "--", "echo", "{lr}", "{name}").Exits(0).Lines);
    }

    [Fact]
    public void A_matrix_leaves_out_what_is_excluded()
    {
        using var rota = new RotaState();
        var run = rota.RunFile("""
            version: 1
            name: grid
            tasks:
              - id: task
                matrix: {x: [1, 2], y: "1..3"}
                exclude: [{x: 1, y: 2}]
                command: [echo, "${matrix.x}-${matrix.y}"]
            """, "-k").Exits(0);
        Assert.Equal(["1-1", "1-3", "2-1", "2-2", "2-3"], run.Lines);
    }

    [Fact]
    public void A_task_knows_what_it_is()
    {
        using var rota = new RotaState();
        var run = rota.Run("run", "-k", "--env", "MINE=x y", "--array", "3-4", "--", "sh", "-c",
            "echo $ROTA_JOB_ID $ROTA_TASK_ID $ROTA_TASK_INDEX $ROTA_TASK_COUNT $ROTA_ATTEMPT \"$MINE\"; "
            + "[ -n \"$ROTA_FENCE\" ] && [ -d \"$ROTA_OUTPUT_DIR\" ] && echo progress=0.5 > \"$ROTA_PROGRESS_FILE\"").Exits(0);
        Assert.Equal(["1 sh 3 2 1 x y", "1 sh 4 2 1 x y"], run.Lines);
    }

    [Fact]
    public void The_environment_is_that_of_the_submission()
    {
        using var rota = new RotaState();
        using (var submit = rota.StartWith(new() { ["HUE"] = "then" }, "submit", "--", "sh", "-c", "echo $HUE"))
        {
            submit.Wait().Exits(0);
        }

        rota.Environment["HUE"] = "now";
        rota.Run("resume").Exits(0);
        Assert.Equal(["then"], rota.Run("logs", "1").Lines);
    }

    [Fact]
    public void A_bad_file_tells_all_its_errors_and_writes_nothing()
    {
        using var rota = new RotaState();
        var run = rota.RunFile("""
            version: 1
            name: bad
            taskz: []
            tasks:
              - id: a
                comand: echo
                needs: [b]
              - id: c
                command: echo ${matrix.none}
                retry: sometimes
            """).Exits(2);
        foreach (var part in (string[])["job.yaml:3", "tasks", "job.yaml:6", "command", "job.yaml:7", "job.yaml:9", "job.yaml:10", "retry"])
        {
            run.Says(part);
        }

        Assert.False(Directory.Exists(rota.State));
    }

    [Theory]
    [InlineData("run -k --each-line - -- echo")]
    [InlineData("run -k echo :::: -")]
    public void A_list_that_is_typed_is_asked_for(string line)
    {
        using var rota = new RotaState();
        using var terminal = new Terminal(rota, line);
        terminal.Await("reading standard input until end of file (Ctrl-D)");
        terminal.Type("typed-1\n\u0004");
        Assert.Equal(0, terminal.ExitCode());
        Assert.Equal(["typed-1"], rota.Run("logs", "1").Lines);
    }

    [Fact]
    public void A_list_in_a_pipe_with_a_name_is_said_to_be_waited_for()
    {
        using var rota = new RotaState();
        rota.StartProgram([], "mkfifo", rota.At("pipe")).Wait().Exits(0);
        var file = rota.Write("job.yaml", """
            version: 1
            name: pipe
            tasks: [{id: task, each_line: pipe, command: "echo ${line}"}]
            """);
        foreach (var words in (string[][])[["run", "-k", "--each-line", "pipe", "--", "echo"], ["run", "-k", file]])
        {
            using var run = rota.Start(words);
            Until.True(() => run.Errors.Contains("pipe until end of file", StringComparison.Ordinal), "it is said");
            File.WriteAllText(rota.At("pipe"), "a\nb\n");
            Assert.Equal(["a", "b"], run.Wait().Exits(0).Lines);
        }
    }

    [Fact]
    public void A_list_in_a_file_or_piped_in_is_read_without_a_word()
    {
        using var rota = new RotaState();
        rota.Write("list", "a\n");
        Assert.DoesNotContain("reading", rota.Run("run", "--each-line", "list", "--", "echo").Exits(0).Error, StringComparison.Ordinal);
        using var run = rota.StartProgram([], "sh", "-c", $"echo a | {RotaBinary.Path} run --each-line - -- echo");
        Assert.DoesNotContain("reading", run.Wait().Exits(0).Error, StringComparison.Ordinal);
    }
}
