using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What <c>run --print</c> shows of the tasks' output: whole, once, and of the attempt that counts.</summary>
public sealed class PrintTests
{
    [Fact]
    public void Without_it_the_output_stays_in_the_logs() => Using(rota =>
    {
        Assert.Empty(rota.Run("run", "--", "echo", "hello").Exits(0).Out);
        Assert.Equal(["hello"], rota.Run("logs", "1").Exits(0).Lines);
    });

    [Fact]
    public void The_lines_of_a_task_stay_together() => Using(rota =>
    {
        var run = rota.Run("run", "--print", "-j", "4", "--array", "0-7", "--", "sh", "-c",
            "echo $ROTA_TASK_INDEX; sleep 0.05; echo $ROTA_TASK_INDEX; sleep 0.05; echo $ROTA_TASK_INDEX >&2").Exits(0);
        Assert.Equal(24, run.Lines.Length);
        Assert.Equal(8, run.Lines.Chunk(3).Select(lines => Assert.Single(lines.Distinct())).Distinct().Count());
    });

    [Fact]
    public void A_tag_begins_each_line_of_both_streams() => Using(rota =>
        Assert.Equal(["sh[1=a]\tout a", "sh[1=a]\terr a", "sh[1=b]\tout b", "sh[1=b]\terr b"],
            rota.Run("run", "--tag", "-k", "--", "sh", "-c", "echo out $1; echo err $1 >&2", "-", "{}", ":::", "a", "b")
                .Exits(0).Lines));

    [Fact]
    public void Keep_order_holds_back_what_ends_early() => Using(rota =>
        Assert.Equal(["0", "1", "2", "3"], rota.Run("run", "-k", "-j", "4", "--array", "0-3", "--", "sh", "-c",
            $"[ $ROTA_TASK_INDEX -gt 0 ] || while [ ! -e {rota.At("3")} ]; do sleep 0.01; done; "
            + $"echo $ROTA_TASK_INDEX; touch {rota.At("$ROTA_TASK_INDEX")}").Exits(0).Lines));

    [Fact]
    public void Keep_order_goes_past_tasks_that_never_ran() => Using(rota =>
        Assert.Equal(["good 1", "good 2", "last"], rota.RunFile("""
            version: 1
            name: gaps
            tasks:
              - {id: bad, command: exit 1}
              - {id: skipped, needs: bad, array: 0-2, command: echo skipped}
              - {id: good, array: 1-2, command: "echo good $ROTA_TASK_INDEX"}
              - {id: last, command: echo last}
            """, "-k").Exits(1).Lines));

    /// <summary>The delay leaves the first attempt on record for many looks.</summary>
    [Theory]
    [InlineData("--print")]
    [InlineData("--keep-order")]
    public void A_task_that_is_tried_again_is_printed_once_with_its_last_attempt(string option) => Using(rota =>
        Assert.Equal(["attempt 2"], rota.RunFile("""
            version: 1
            name: again
            tasks:
              - id: task
                retry: {max_attempts: 2, backoff: constant, delay: 1s, jitter: false}
                command: echo attempt $ROTA_ATTEMPT; [ $ROTA_ATTEMPT -eq 2 ]
            """, option).Exits(0).Lines));

    private static void Using(Action<RotaState> test)
    {
        using var rota = new RotaState();
        test(rota);
    }
}
