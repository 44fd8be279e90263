using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Recordings of other tools become jobs that wait to be resumed.</summary>
public sealed class ImportTests
{
    private const string Heading = "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n";

    [Fact]
    public void A_joblog_of_parallel_runs_its_commands() => Using(rota =>
    {
        var log = rota.Write("log", Heading + "1\t:\t1700000000.000\t     0.001\t0\t0\t0\t0\techo a\n"
            + "2\t:\t1700000000.000\t     0.001\t0\t0\t3\t0\techo 'b  c'; exit 3\n");
        Assert.Equal("1\n", rota.Run("import", log, "--format", "joblog").Exits(0).Out);
        Assert.Equal("queued", rota.JobState());
        rota.Run("resume", "1").Exits(1);
        Assert.Equal(["a", "b  c"], rota.Run("logs", "1").Lines.Select(line =>
            line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
        Assert.Equal([0, 3], rota.TasksOf().Select(task => task.ExitCode ?? -1));
    });

    [Fact]
    public void Only_what_failed_is_taken_where_asked() => Using(rota =>
    {
        var log = rota.Write("log", Heading + "1\t:\t0\t1\t0\t0\t0\t0\techo good\n2\t:\t0\t1\t0\t0\t3\t0\techo failed\n"
            + "3\t:\t0\t1\t0\t0\t0\t9\techo killed\n");
        rota.Run("import", log, "--format", "joblog", "--failed").Exits(0);
        rota.Run("resume", "1", "-j", "1").Exits(0);
        Assert.Equal(["failed", "killed"], rota.Run("logs", "1").Lines.Select(line => line.Split(": ")[1]));
    });

    [Fact]
    public void A_last_line_without_an_end_is_left_out_and_said() => Using(rota =>
    {
        var whole = Heading + "1\t:\t0\t1\t0\t0\t0\t0\techo whole\n";
        foreach (var torn in (string[])["2\t:\t0\t1", "2\t:\t0\t1\t0\t0\t0\t0\techo ha"])
        {
            rota.Run("import", rota.Write("log", whole + torn), "--format", "joblog").Exits(0).Says("has no end, so it is left out: 2");
        }

        rota.Run("resume", "2").Exits(0);
        Assert.Equal(["whole"], rota.Run("logs", "2").Lines);
        rota.Run("import", rota.Write("log", Heading + "1\t:"), "--format", "joblog").Exits(2).Says("no joblog");
    });

    [Fact]
    public void A_command_with_tabs_is_taken_whole() => Using(rota =>
    {
        rota.Run("import", rota.Write("log", Heading + "1\t:\t0\t1\t0\t0\t0\t0\tprintf '%s|' 'a\tb' c\n"),
            "--format", "joblog").Exits(0);
        rota.Run("resume", "1").Exits(0);
        Assert.Equal("a\tb|c|", rota.Run("logs", "1").Out);
    });

    [Fact]
    public void What_rota_exports_it_imports() => Using(rota =>
    {
        rota.Run("run", "--array", "0-3", "--", "sh", "-c",
            $"echo {{}} >> {rota.At("ran")}; exit $(({{}} % 2))").Exits(1);
        rota.Run("import", rota.Write("log", rota.Run("export", "1", "--format", "joblog").Exits(0).Out),
            "--format", "joblog", "--failed").Exits(0);
        File.Delete(rota.At("ran"));
        rota.Run("resume", "2").Exits(1);
        Assert.Equal(["1", "3"], File.ReadLines(rota.At("ran")).Order());
    });

    [Fact]
    public void An_attempt_without_an_exit_code_counts_as_failed_in_a_joblog() => Using(rota =>
    {
        rota.Run("run", "--", "/no/such/program").Exits(1);
        var row = rota.Run("export", "1", "--format", "joblog").Exits(0).Lines[1].Split('\t');
        Assert.Equal(("-1", "0"), (row[6], row[7]));
    });

    [Fact]
    public void A_recorded_workflow_keeps_its_order_and_its_scaled_durations() => Using(rota =>
    {
        rota.Run("import", rota.Write("flow.json", """
            {"name": "flow", "schemaVersion": "1.5", "workflow": {
              "specification": {"tasks": [
                {"name": "b", "id": "b", "parents": ["a"], "children": []},
                {"name": "a", "id": "a", "parents": [], "children": ["b"]}]},
              "execution": {"tasks": [{"id": "a", "runtimeInSeconds": 100}, {"id": "b", "runtimeInSeconds": 200}]}}}
            """), "--time-scale", "0.001").Exits(0);
        rota.Run("resume", "1").Exits(0);
        var tasks = rota.TasksOf().ToDictionary(task => task.Task);
        Assert.True(tasks["a"].Ended <= tasks["b"].Started);
        Assert.True(tasks["a"].Ended - tasks["a"].Started >= TimeSpan.FromSeconds(0.1));
        Assert.True(tasks["b"].Ended - tasks["b"].Started >= TimeSpan.FromSeconds(0.2));
    });

    [Fact]
    public void A_plan_shows_the_job_and_writes_nothing() => Using(rota =>
    {
        var log = rota.Write("log", Heading + "1\t:\t0\t1\t0\t0\t0\t0\techo a\n2\t:\t0\t1\t0\t0\t0\t0\techo b\n");
        Assert.Contains("2 tasks", rota.Run("import", log, "--format", "joblog", "--plan").Exits(0).Out,
            StringComparison.Ordinal);
        Assert.False(Directory.Exists(rota.State));
    });

    [Theory]
    [InlineData("joblog", "no heading\n", "no joblog")]
    [InlineData("joblog", Heading + "1\t:\t0\t1\t0\t0\t0\t0\techo\n", "nothing", "--failed")]
    [InlineData("wfformat", "{}", "cannot be read")]
    [InlineData("makefile", "a:", "unknown format")]
    public void What_cannot_be_read_is_refused(string format, string text, string reason, params string[] more) =>
        Using(rota =>
    {
        rota.Run(["import", rota.Write("file", text), "--format", format, .. more]).Exits(2).Says(reason);
        rota.Run("import", rota.At("absent")).Exits(2).Says("absent");
        Assert.False(Directory.Exists(rota.State));
    });

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
