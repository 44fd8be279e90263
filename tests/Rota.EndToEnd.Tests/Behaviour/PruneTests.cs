using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Which jobs <c>prune</c> removes, and that nothing of them stays.</summary>
public sealed class PruneTests
{
    [Fact]
    public void Keep_leaves_the_newest_that_ended() => Using(rota =>
    {
        rota.Run("prune", "--keep", "2").Exits(0);
        Assert.Equal([5, 4, 3], Jobs(rota));
    });

    [Fact]
    public void Keep_counts_only_jobs_that_ended() => Using(rota =>
    {
        rota.Run("prune", "--keep", "0").Exits(0);
        Assert.Equal([5], Jobs(rota));
    });

    [Fact]
    public void Older_than_leaves_what_ended_later() => Using(rota =>
    {
        rota.Run("prune", "--older-than", "1h").Exits(0);
        Assert.Equal([5, 4, 3, 2, 1], Jobs(rota));
        rota.Run("prune", "--older-than", "1ms").Exits(0);
        Assert.Equal([5], Jobs(rota));
    });

    [Fact]
    public void Keep_and_older_than_together_remove_only_what_both_allow() => Using(rota =>
    {
        rota.Run("prune", "--keep", "3", "--older-than", "1ms").Exits(0);
        Assert.Equal([5, 4, 3, 2], Jobs(rota));
        rota.Run("prune", "--keep", "0", "--older-than", "1h").Exits(0);
        Assert.Equal([5, 4, 3, 2], Jobs(rota));
    });

    [Fact]
    public void Nothing_of_a_pruned_job_stays() => Using(rota =>
    {
        Assert.True(Directory.Exists(Path.Combine(rota.State, "jobs", "2")));
        rota.Run("prune", "2").Exits(0);
        Assert.False(Directory.Exists(Path.Combine(rota.State, "jobs", "2")));
        rota.Run("status", "2").Exits(2).Says("no-such-job");
        rota.Run("logs", "2").Exits(2).Says("no-such-job");
        Assert.Equal(["3"], rota.Run("logs", "3").Exits(0).Lines);
        rota.Run("check").Exits(0);
    });

    [Fact]
    public void A_plan_names_the_jobs_and_removes_none() => Using(rota =>
    {
        var plan = rota.Run("prune", "--keep", "3", "--plan").Exits(0);
        Assert.StartsWith("would remove job 1 sh: succeeded", Assert.Single(plan.Lines), StringComparison.Ordinal);
        Assert.Equal([5, 4, 3, 2, 1], Jobs(rota));
    });

    [Fact]
    public void A_job_that_has_not_ended_is_refused() => Using(rota =>
    {
        rota.Run("prune", "1", "5").Exits(2).Says("job 5 has not ended", "rota cancel 5");
        Assert.Equal([5, 4, 3, 2, 1], Jobs(rota));
    });

    [Theory]
    [InlineData("--keep", "-1")]
    [InlineData("--older-than", "soon")]
    [InlineData]
    public void What_is_not_clear_removes_nothing(params string[] options) => Using(rota =>
    {
        rota.Run(["prune", .. options]).Exits(2).Says("error[");
        Assert.Equal([5, 4, 3, 2, 1], Jobs(rota));
    });

    private static int[] Jobs(RotaState rota) =>
        [.. rota.Json("ls").Exits(0).Json.GetProperty("jobs").EnumerateArray().Select(job =>
            job.GetProperty("id").GetInt32())];

    /// <summary>Four jobs that ended and one that waits.</summary>
    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        for (var job = 1; job <= 4; job++)
        {
            rota.Run("run", "--", "sh", "-c", "echo $ROTA_JOB_ID").Exits(0);
        }

        rota.Run("submit", "--", "true").Exits(0);
        test(rota);
    }
}
