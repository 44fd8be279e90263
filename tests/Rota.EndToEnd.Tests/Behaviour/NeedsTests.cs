using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What depends on what, and what is skipped.</summary>
public sealed class NeedsTests
{
    [Fact]
    public void Conditions_choose_what_runs_after_an_end()
    {
        using var rota = new RotaState();
        rota.RunFile("""
            version: 1
            name: conditions
            tasks:
              - {id: bad, command: exit 1}
              - {id: after_success, needs: bad, command: "true"}
              - {id: after_failure, needs: [{task: bad, condition: failed}], command: "true"}
              - {id: after_end, needs: [{task: bad, condition: finished}], command: "true"}
              - {id: further, needs: after_success, command: "true"}
            """).Exits(1);
        Assert.Equal(["failed", "skipped", "succeeded", "succeeded", "skipped"], rota.TasksOf().Select(task => task.State));
    }

    [Fact]
    public void A_share_of_successes_is_enough_where_it_is_asked_for()
    {
        using var rota = new RotaState();
        rota.RunFile("""
            version: 1
            name: share
            tasks:
              - {id: many, array: 0-9, command: '[ "$ROTA_TASK_INDEX" -ge 2 ]'}
              - {id: enough, needs: [{task: many, condition: succeeded, min_success: 80%}], command: "true"}
              - {id: more, needs: [{task: many, condition: succeeded, min_success: 90%}], command: "true"}
            """).Exits(1);
        Assert.Equal("succeeded", rota.TasksOf().Single(task => task.Task == "enough").State);
        Assert.Equal("skipped", rota.TasksOf().Single(task => task.Task == "more").State);
    }

    [Fact]
    public void A_task_starts_after_all_it_needs_have_ended()
    {
        using var rota = new RotaState();
        rota.RunFile("""
            version: 1
            name: order
            tasks:
              - {id: last, needs: [middle], command: "true"}
              - {id: middle, needs: [first], array: 0-4, command: sleep 0.05}
              - {id: first, array: 0-4, command: sleep 0.05}
            """, "-j", "8").Exits(0);
        var tasks = rota.TasksOf().ToLookup(task => task.Task);
        Assert.True(tasks["first"].Max(task => task.Ended) <= tasks["middle"].Min(task => task.Started));
        Assert.True(tasks["middle"].Max(task => task.Ended) <= tasks["last"].Min(task => task.Started));
    }
}
