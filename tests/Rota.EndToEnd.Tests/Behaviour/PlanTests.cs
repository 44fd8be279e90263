using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>
/// What a plan shows, that showing does nothing, and that a plan which no longer holds is not carried out.
/// </summary>
public sealed class PlanTests
{
    private const string Job = """
        version: 1
        name: planned
        tasks:
          - {id: read, each_file: {under: in}, command: "cat ${file}"}
          - {id: merge, needs: read, command: echo merged}
        """;

    [Fact]
    public void A_plan_shows_commands_levels_and_fit_and_writes_nothing() => Using(rota =>
    {
        var lines = rota.Run("plan", rota.At("job.yaml")).Exits(0).Lines.Select(line => line.Trim()).ToArray();
        Assert.Matches("^plan [0-9a-f]{12}: planned, 3 tasks in 2 levels", lines[0]);
        Assert.Contains("level 0  read  2 tasks", lines);
        Assert.Contains("first: /bin/sh -c 'cat in/a'", lines);
        Assert.Contains("last:  /bin/sh -c 'cat in/b'", lines);
        Assert.Contains("level 1  merge  1 task  after read", lines);
        Assert.False(Directory.Exists(rota.State));
    });

    [Fact]
    public void What_can_never_run_is_told_with_numbers() => Using(rota =>
    {
        rota.Environment["ROTA_GPUS"] = "0";
        var plan = rota.Run("plan", "--gpus", "3", "--", "true").Exits(6);
        Assert.Contains("cannot run: task true asks for 3 gpus, this machine has 1: can never run here", plan.Out,
            StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("run")]
    [InlineData("submit")]
    public void A_plan_of_a_submission_submits_nothing(string verb) => Using(rota =>
    {
        Assert.Equal(rota.Run("plan", rota.At("job.yaml")).Out,
            rota.Run(verb, "--plan", rota.At("job.yaml")).Exits(0).Out);
        Assert.False(Directory.Exists(rota.State));
    });

    [Fact]
    public void The_same_plan_may_be_carried_out() => Using(rota =>
    {
        rota.Run("run", "--if-plan", Id(rota), rota.At("job.yaml")).Exits(0);
        Assert.Equal(3, rota.TasksOf().Count(task => task.State == "succeeded"));
    });

    [Fact]
    public void A_plan_is_of_the_variables_that_are_stated_and_of_no_session() => Using(rota =>
    {
        var plan = Id(rota);
        rota.Run("run", "--if-plan", plan, "--env", "DAY=tue", rota.At("job.yaml")).Exits(6).Says("plan-moved");
        rota.Environment["DAY"] = "tue";
        rota.Run("run", "--if-plan", plan, rota.At("job.yaml")).Exits(0);
    });

    [Fact]
    public void A_plan_is_refused_when_its_inputs_have_moved() => Using(rota =>
    {
        var plan = Id(rota);
        rota.Write("in/c", "c");
        Refuses(rota, plan);
    });

    [Fact]
    public void A_plan_is_refused_when_the_job_file_has_changed() => Using(rota =>
    {
        var plan = Id(rota);
        rota.Write("job.yaml", Job.Replace("echo merged", "echo other", StringComparison.Ordinal));
        Refuses(rota, plan);
    });

    [Fact]
    public void A_plan_is_refused_on_a_machine_with_other_room() => Using(rota =>
    {
        var plan = Id(rota);
        rota.Environment["ROTA_LICENSES"] = "tool=2";
        Refuses(rota, plan);
        rota.Environment.Remove("ROTA_LICENSES");
        rota.Run("run", "-j", "64", "--if-plan", plan, rota.At("job.yaml")).Exits(6).Says("plan-moved");
    });

    [Fact]
    public void Plans_of_requests_name_what_they_would_do_and_do_nothing() => Using(rota =>
    {
        rota.Run("submit", "--array", "0-3", "--", "true").Exits(0);
        rota.Run("run", "--array", "0-3", "--", "sh", "-c", "exit $ROTA_TASK_INDEX").Exits(1);
        var before = rota.Json("ls").Out;
        Shows(rota, "would cancel job 1 true: queued, 0 running, 4 waiting", "cancel", "1", "--plan");
        Shows(rota, "would pause job 1 true: queued, 0 running, 4 waiting", "pause", "1", "--plan");
        Shows(rota, "would priority job 1 true: queued, 0 running, 4 waiting", "priority", "1", "--to", "3", "--plan");
        Shows(rota, "would resume job 1 true: queued, 0 running, 4 waiting", "resume", "1", "--plan");
        Shows(rota, "would resume job 1 true: queued, 0 running, 4 waiting", "resume", "--plan");
        Shows(rota, "would run 3 tasks of job 2 again", "rerun", "2", "--failed", "--plan");
        Assert.Equal(before, rota.Json("ls").Out);
    });

    private static void Shows(RotaState rota, string line, params string[] words) =>
        Assert.Equal([line], rota.Run(words).Exits(0).Lines);

    private static string Id(RotaState rota) =>
        rota.Json("plan", rota.At("job.yaml")).Exits(0).Json.GetProperty("plan").GetString()!;

    private static void Refuses(RotaState rota, string plan)
    {
        rota.Run("run", "--if-plan", plan, rota.At("job.yaml")).Exits(6).Says("plan-moved", plan);
        rota.Run("submit", "--if-plan", plan, rota.At("job.yaml")).Exits(6).Says("plan-moved");
        Assert.False(Directory.Exists(rota.State));
    }

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        rota.Write("job.yaml", Job);
        Directory.CreateDirectory(rota.At("in"));
        rota.Write("in/a", "a");
        rota.Write("in/b", "b");
        test(rota);
    }
}
