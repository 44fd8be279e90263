using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Single tasks are held and released, whoever runs the state.</summary>
public sealed class HoldTests
{
    [Fact]
    public void Held_tasks_do_not_start_and_say_so_until_they_are_released() => Using(rota =>
    {
        rota.Run("submit", "--array", "0-5", "--", "sh", "-c", "echo $ROTA_TASK_INDEX >> ran").Exits(0);
        rota.Run("hold", "1.sh", "--tasks", "1,4-5", "--plan").Exits(0);
        Assert.DoesNotContain("held", rota.Run("status", "1").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("hold", "1.sh", "--tasks", "1,4-5").Exits(0).Says("1.sh: 3 tasks held");
        rota.Run("check").Exits(0);
        rota.Run("up", "--detach").Exits(0);
        Until.True(() => rota.TasksOf().Count(task => task.State == "succeeded") == 3, "the others run");
        Assert.Equal(["succeeded", "paused", "succeeded", "succeeded", "paused", "paused"], rota.TasksOf().Select(task => task.State));
        Assert.Contains("(3 held)", rota.Run("status", "1").Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal(3, rota.Json("tasks", "1", "--only", "paused").Exits(0).Json.GetProperty("tasks").GetArrayLength());
        Assert.Contains("it is held: rota release 1.sh.4", rota.Run("explain", "1.sh.4").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("hold", "1.sh.0", "1.sh.4").Exits(0).Says("1.sh: 0 of 1 task held", "1.sh: 1 task held");
        rota.Run("down").Exits(0);
        rota.Run("release", "1.sh", "--tasks", "1,4").Exits(0).Says("1.sh: 2 tasks released");
        rota.Run("up", "--detach").Exits(0);
        Until.True(() => rota.TasksOf().Count(task => task.State == "succeeded") == 5, "those run too");
        rota.Run("release", "1").Exits(0);
        rota.Run("wait", "1").Exits(0);
        Assert.Equal(["0", "1", "2", "3", "4", "5"], File.ReadAllLines(rota.At("ran")).Order());
        rota.Run("check").Exits(0);
        rota.Run("down").Exits(0);
    });

    [Fact]
    public void Of_a_million_tasks_the_entry_is_held_and_not_one_by_one() => Using(rota =>
    {
        rota.Run("submit", "--array", "0-999999", "--", "true").Exits(0);
        rota.Run("hold", "1.true").Exits(0).Says("1.true: 1000000 tasks held");
        rota.Run("release", "1.true.900000").Exits(2).Says("900000 tasks of 1.true would be held one by one");
        rota.Run("release", "1.true.3").Exits(0);
        rota.Run("release", "1.true", "--tasks", "0-999990").Exits(0);
        Assert.Equal(9, rota.Json("status", "1").Exits(0).Json.GetProperty("tasks")[0].GetProperty("held").GetInt32());
        rota.Run("hold", "1.true.1000000").Exits(2).Says("has no index 1000000");
        rota.Run("hold", "1").Exits(0).Says("job 1: paused");
        rota.Run("release", "1").Exits(0).Says("job 1: queued");
        rota.Run("cancel", "1").Exits(0);
        rota.Run("hold", "1.true").Exits(2).Says("job 1 has ended (cancelled)");
        rota.Run("check").Exits(0);
    });

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
