using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>The place of a waiting task in the queue, as <c>explain</c> counts it.</summary>
public sealed class PlaceTests
{
    /// <summary>One runs and one is committed to follow it: neither waits any more.</summary>
    [Fact]
    public void The_ready_tasks_before_it_are_counted() => Queue(rota =>
        Assert.Equal("7 ready tasks are before it (priority 0)", Place(rota, "1.sleep.9")));

    [Fact]
    public void The_first_in_line_has_none_before_it() => Queue(rota => Assert.Null(Place(rota, "1.sleep.2")));

    [Fact]
    public void A_job_of_higher_priority_stands_before_all_others() => Queue(rota =>
    {
        using var second = rota.Start("run", "--priority", "5", "--array", "0-4", "--", "sleep", "300");
        Until.True(() => rota.Json("ls").Json.GetProperty("jobs").GetArrayLength() == 2, "the second job is accepted");
        Assert.Equal("4 ready tasks are before it (priority 5)", Place(rota, "2.sleep.4"));

        // The successor of the first job was taken back: the eight that wait stand behind the five.
        Until.True(() => Place(rota, "1.sleep.9") == "13 ready tasks are before it (priority 0)",
            "the others moved back");
    });

    [Fact]
    public void A_job_that_nobody_runs_has_no_place() => Queue(rota =>
    {
        rota.Run("submit", "--array", "0-4", "--", "true").Exits(0);
        Assert.Contains("nobody runs this job now: rota resume 2", rota.Run("explain", "2.true.4").Exits(0).Out,
            StringComparison.Ordinal);
        Assert.Null(Place(rota, "2.true.4"));
    });

    private static void Queue(Action<RotaState> test)
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "-j", "1", "--array", "0-9", "--", "sleep", "300");
        Until.True(() => rota.Json("ls") is { ExitCode: 0 } jobs && jobs.Json.GetProperty("jobs").GetArrayLength() > 0,
            "the job is accepted");
        Until.True(() => rota.TasksOf() is [{ State: "running" }, { State: "starting" }, ..], "one runs, one follows");
        test(rota);
    }

    private static string? Place(RotaState rota, string task) =>
        rota.Json("explain", task).Exits(0).Json.GetProperty("reasons").EnumerateArray()
            .Where(reason => reason.GetProperty("code").GetString() == "place")
            .Select(reason => reason.GetProperty("reason").GetString()).SingleOrDefault();
}
