using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>
/// Numbers of processes come again: in a pid namespace with a hundred of them, within a second. Nothing is known by its
/// number alone, so nothing else is ended.
/// </summary>
public sealed class PidReuseTests
{
    [Fact]
    public void Tasks_and_strangers_that_get_the_number_of_one_that_ended_live_on()
    {
        using var rota = new RotaState();
        File.Copy("/bin/sleep", rota.At("stranger"));
        var script = rota.Write("inside.sh", $"""
            echo 400 > /proc/sys/kernel/pid_max || exit 77
            {RotaBinary.Path} run -j 4 --array 0-1499 --state {rota.State} -- sh -c '[ $((ROTA_TASK_INDEX % 5)) -ne 0 ] || sleep 0.05' >run.log 2>&1 &
            run=$!
            begun=0
            while kill -0 $run 2>/dev/null; do
              if [ $begun -lt 40 ]; then setsid {rota.At("stranger")} 60 & begun=$((begun + 1)); fi
              sleep 0.1
            done
            wait $run; code=$?
            echo "$code $begun $(pgrep -c -f '{rota.At("stranger")} 60')" > result
            """);
        using var inside = rota.StartProgram([], "unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", script);
        var outcome = inside.Wait();
        Assert.SkipWhen(outcome.ExitCode is 77 or 1, "pid namespaces with a pid_max of their own need root and Linux 6.14");
        var result = File.ReadAllText(rota.At("result")).Trim().Split(' ');
        Assert.True(result[0] == "0", File.ReadAllText(rota.At("run.log")));
        Assert.Equal(result[1], result[2]);
    }
}
