using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>How many tasks of a job run at a time can be changed, and what -j cannot do is said.</summary>
public sealed class ParallelTests
{
    /// <summary>Two tasks that end only when both have started.</summary>
    private const string Meeting = "touch met$ROTA_TASK_INDEX; until [ -e met0 ] && [ -e met1 ]; do sleep 0.02; done";

    [Fact]
    public void The_limit_of_a_submission_can_be_raised() => Using(rota =>
    {
        rota.Run("submit", "-j", "1", "--array", "0-1", "--", "sh", "-c", Meeting).Exits(0);
        rota.Run("parallel", "1", "--to", "2", "--plan").Exits(0);
        rota.Run("parallel", "1", "--to", "2").Exits(0);
        rota.Run("resume", "1", "-j", "2").Exits(0);
        rota.Run("check").Exits(0);
    });

    [Fact]
    public void A_job_that_runs_becomes_wider_and_says_so_before() => Using(rota =>
    {
        rota.Run("submit", "-j", "1", "--array", "0-1", "--", "sh", "-c", Meeting).Exits(0);
        using var resume = rota.Start("resume", "1", "-j", "4");
        Until.True(() => File.Exists(rota.At("met0")), "the first task runs");
        rota.Run("resume", "1", "-j", "5", "--plan").Exits(0);
        rota.Run("parallel", "1", "--to", "none").Exits(0);
        resume.Wait().Exits(0).Says("job 1 runs 1 task at a time at most", "rota parallel 1 --to 4");
        rota.Run("check").Exits(0);
    });

    [Fact]
    public void Slots_that_another_process_has_set_are_told() => Using(rota =>
    {
        rota.Run("up", "--detach", "-j", "1").Exits(0);
        Until.True(() => rota.Slots.Members.Length == 1, "its runner has said how many slots there are");
        rota.Run("run", "-j", "3", "--", "true").Exits(0).Says("with 1 slot, not 3", "rota up -j 3");
        rota.Run("down").Exits(0);
    });

    [Fact]
    public void Shares_of_the_cores_are_taken() => Using(rota =>
    {
        rota.Run("run", "-j", "100%", "--array", "0-3", "--", "true").Exits(0);
        rota.Run("run", "-j", "+1", "--", "true").Exits(0);
        rota.Run("run", "-j", "-1", "--", "true").Exits(0);
        rota.Run("run", "-j", "0", "--", "true").Exits(2).Says("-j 0", "such as 1000");
    });

    [Theory]
    [InlineData("3", 3)]
    [InlineData("100%", 0)]
    [InlineData("+1", 1)]
    [InlineData("-0", 0)]
    public void The_limit_is_read_as_j_is_and_answered(string text, int more) => Using(rota =>
    {
        var most = text == "3" ? more : Environment.ProcessorCount + more;
        rota.Run("submit", "--", "true").Exits(0);
        Assert.Equal(most, Limit(rota.Json("parallel", "1", "--to", text).Exits(0).Json.GetProperty("jobs")[0]));
        Assert.Equal(most, Limit(rota.Json("status", "1").Exits(0).Json.GetProperty("job")));
        rota.Run("parallel", "1", "--to", text).Exits(0).Says($"job 1: at most {most} task", "at a time (");
        Assert.Contains($"at most {most} task", rota.Run("status", "1").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("parallel", "1", "--to", "none").Exits(0).Says("job 1: as many tasks at a time as there is room for");
        Assert.Null(Limit(rota.Json("status", "1").Exits(0).Json.GetProperty("job")));
    });

    [Theory]
    [InlineData("0")]
    [InlineData("many")]
    [InlineData("+50%")]
    [InlineData("")]
    public void What_j_refuses_the_limit_refuses(string text) => Using(rota =>
    {
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("run", "-j", text, "--", "true").Exits(2).Says("a number of tasks from 1");
        rota.Run("parallel", "1", "--to", text).Exits(2).Says("a number of tasks from 1");
    });

    private static int? Limit(System.Text.Json.JsonElement job) =>
        job.GetProperty("max_parallel") is { ValueKind: System.Text.Json.JsonValueKind.Number } most ? most.GetInt32() : null;

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
