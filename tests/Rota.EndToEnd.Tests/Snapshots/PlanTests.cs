namespace Rota.EndToEnd.Tests.Snapshots;

/// <summary>What would be done.</summary>
public sealed class PlanTests
{
    [Fact]
    public void A_plan_shows_levels_and_first_and_last_commands() =>
        With(shell => shell.Does("plan", "job.yaml").Does("run", "--plan", "--array", "0-9", "--", "echo").Matches());

    [Fact]
    public void Json_of_a_plan_says_whether_it_fits() =>
        With(shell => shell
            .Does("plan", "--output", "json", "job.yaml")
            .Does("plan", "--output", "json", "--cpus", "5000", "--", "true")
            .Matches());

    [Fact]
    public void Quiet_prints_the_id_of_the_plan() =>
        With(shell => shell.Does("plan", "--output", "quiet", "job.yaml").Matches());

    [Fact]
    public void A_plan_says_what_can_never_run() =>
        With(shell => shell.Does("plan", "--cpus", "5000", "--array", "1-3", "--", "true").Matches());

    [Fact]
    public void A_plan_that_has_moved_is_refused_with_both_ids() =>
        With(shell => shell.Does("run", "--if-plan", "0123456789ab", "job.yaml").Matches());

    private static void With(Action<Transcript> test)
    {
        using var shell = new Transcript();
        shell.Rota.Write("job.yaml", JobFiles.Good);
        test(shell);
    }
}
