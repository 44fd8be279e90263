using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Faults;

/// <summary>
/// Whatever a task leaves behind is found and ended, however it has hidden itself, and whoever of Rota died meanwhile. What
/// is left is a copy of sleep whose path tells it from all others.
/// </summary>
public sealed class LeftoverTests : IDisposable
{
    private readonly RotaState rota = new();
    private readonly string name = "left" + Guid.NewGuid().ToString("N")[..8];

    public LeftoverTests() => File.Copy("/bin/sleep", Left);

    private string Left => rota.At(name);

    private int[] AllLeft => [.. Processes.Naming(Left).Where(pid => Processes.Describe(pid).Contains(Left + " ", StringComparison.Ordinal))];

    public void Dispose() => rota.Dispose();

    [Theory]
    [InlineData("(env -i setsid LEFT 700 &); sleep .2")]
    [InlineData("(env -i setsid LEFT 700 >/dev/null 2>&1 &); sleep .2")]
    [InlineData("(env -i setsid sh -c 'LEFT 700 & exec LEFT 701' &); sleep .2")]
    [InlineData("(ROTA_ATTEMPT_ID=none setsid LEFT 700 &); sleep .2")]
    [InlineData("(ROTA_ATTEMPT_ID=99@/elsewhere setsid LEFT 700 >/dev/null 2>&1 &); sleep .2")]
    [InlineData("setsid sh -c 'setsid sh -c \"setsid LEFT 700 & LEFT 701\" & LEFT 702' & sleep .2")]
    [InlineData("sh -c 'trap \"\" TERM; LEFT 700 & LEFT 701' & sleep .2")]
    [InlineData("LEFT 700 & LEFT 701 & exit 0")]
    public void Nothing_is_left_when_the_job_is_done(string script)
    {
        rota.RunFile($$"""
            version: 1
            name: leaving
            tasks:
              - id: task
                stop: {grace: 1s}
                script: |
                  {{script.Replace("LEFT", Left, StringComparison.Ordinal)}}
            """).Exits(0);
        Assert.Empty(AllLeft.Select(Processes.Describe));
    }

    [Fact]
    public void What_ignores_the_signal_is_killed_though_nobody_serves_the_state_any_more()
    {
        using var run = rota.Start("run", rota.Write("job.yaml", $$"""
            version: 1
            name: stubborn
            tasks:
              - id: task
                stop: {grace: 4s}
                script: |
                  sh -c 'trap "" TERM; {{Left}} 700; {{Left}} 701' &
                  echo > {{rota.At("begun")}}
            """));
        Until.True(() => File.Exists(rota.At("begun")), "it has begun");
        run.Signal(Processes.SigKill);
        Until.True(() => AllLeft.Length == 0 && rota.Keepers.Length == 0, "keeper and leftovers are gone");
        rota.Run("resume").Exits(0);
        Assert.Equal("succeeded", rota.TasksOf()[0].State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_being_ended_is_remembered_by_the_next_keeper(bool isMarked)
    {
        using var run = rota.Start("run", rota.Write("job.yaml", $$"""
            version: 1
            name: remembered
            tasks:
              - id: task
                stop: {grace: 2s}
                script: |
                  {{(isMarked ? "" : "env -i PATH=\"$PATH\" ")}}setsid sh -c 'trap "" TERM; {{Left}} 700; {{Left}} 701' &
                  echo $$ > {{rota.At("leader")}}
                  exit 7
            """));
        Until.True(() => File.Exists(rota.At("leader")) && File.ReadAllText(rota.At("leader")).Length > 1, "it has begun");
        var leader = int.Parse(File.ReadAllText(rota.At("leader")), null);
        Until.True(() => !Directory.Exists($"/proc/{leader}"), "the leader is gone");
        Array.ForEach(rota.Keepers, pid => Processes.Signal(pid, Processes.SigKill));
        run.Wait().Exits(1);
        Assert.Empty(AllLeft.Select(Processes.Describe));
        Assert.Equal(("failed", 7, 1), (rota.TasksOf()[0].State, rota.TasksOf()[0].ExitCode, rota.TasksOf()[0].Attempt));
    }

    [Fact]
    public void A_lost_attempt_whose_child_lives_is_over_before_the_next_begins()
    {
        using var run = rota.Start("run", rota.Write("job.yaml", $$"""
            version: 1
            name: lost
            tasks:
              - id: task
                stop: {grace: 2s}
                script: |
                  if [ $ROTA_ATTEMPT = 1 ]; then
                    setsid sh -c 'trap "" TERM; {{Left}} 700; {{Left}} 701' &
                    while [ ! -e {{rota.At("go")}} ]; do sleep 0.02; done
                  else
                    ps -C {{name}} -o stat= | grep -v Z > {{rota.At("beside")}}
                    exit 0
                  fi
            """));
        Until.True(() => AllLeft.Length > 0, "the child lives");
        Until.True(() => rota.TasksOf().All(task => task.State == "running"), "the start is committed");
        Array.ForEach([.. rota.Anchors, .. rota.Keepers], pid => Processes.Signal(pid, Processes.SigKill));
        rota.Write("go", "");
        run.Wait().Exits(0);
        Assert.Equal(2, rota.TasksOf()[0].Attempt);
        Assert.Equal("", File.ReadAllText(rota.At("beside")));
    }

    [Fact]
    public void What_others_left_running_on_purpose_is_not_touched()
    {
        // A task may have a background process as long as it runs, in its own session and without any mark.
        rota.RunFile($"""
            version: 1
            name: busy
            tasks:
              - id: server
                script: |
                  (env -i setsid {Left} 700 &)
                  while [ ! -e {rota.At("done")} ]; do sleep 0.05; done
                  pgrep -x {name}
              - id: others
                array: 1-30
                script: |
                  ({Left} 0.05 &); sleep 0.02
              - id: last
                needs: [others]
                command: touch {rota.At("done")}
            """, "-j", "4").Exits(0);
        Assert.Empty(AllLeft.Select(Processes.Describe));
    }
}
