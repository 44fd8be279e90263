using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Tasks that are pinned to CPUs of their own.</summary>
public sealed class PinTests : IDisposable
{
    private const string Tell = "echo $ROTA_CPUS $(taskset -cp $$ | sed \"s/.*: //\")";
    private readonly RotaState rota = new();

    public void Dispose() => rota.Dispose();

    [Fact]
    public void Each_runs_on_its_own_and_on_no_others()
    {
        var cpus = Environment.ProcessorCount;
        rota.RunFile($$"""
            tasks:
              - id: t
                array: 1-{{cpus}}
                resources: {cpus: 1, pin: true}
                command: '{{Tell}} >> {{rota.At("seen")}}; until [ $(wc -l < {{rota.At("seen")}}) = {{cpus}} ]; do sleep 0.02; done'
            """).Exits(0);
        var seen = File.ReadAllLines(rota.At("seen"));
        Assert.Equal(cpus, seen.Distinct().Count());
        Assert.All(seen, line => Assert.Equal(line.Split(' ')[0], line.Split(' ')[1]));
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void They_stay_with_an_attempt_that_outlives_its_runner()
    {
        var cpus = Environment.ProcessorCount;
        var file = rota.Write("job.yaml", $$"""
            tasks: [{id: t, array: 1-{{cpus}}, resources: {cpus: 1, pin: true}, command: 'echo $ROTA_CPUS >> {{rota.At("seen")}}; until [ -e {{rota.At("go")}} ]; do sleep 0.02; done'}]
            """);
        using (var run = rota.Start("run", file))
        {
            Until.True(() => File.Exists(rota.At("seen")) && File.ReadAllLines(rota.At("seen")).Length == cpus, "all run");
            run.KillHard();
        }

        using var up = rota.Start("up");
        rota.Run("submit", "--cpus", "1", "--pin", "--", "sh", "-c", $"echo late $ROTA_CPUS >> {rota.At("seen")}").Exits(0);
        Until.True(() => rota.Run("explain", "2").Out.Contains($"no room: asks for 1 cpu, 0 of {cpus} free", StringComparison.Ordinal), "it waits");
        Assert.Equal(cpus, File.ReadAllLines(rota.At("seen")).Distinct().Count());
        rota.Write("go", "");
        rota.Run("wait", "1", "2").Exits(0);
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void What_is_not_pinned_has_the_cpus_of_its_submission() =>
        Assert.Equal(
            rota.Run("run", "--", "sh", "-c", Tell).Exits(0).Out,
            rota.Run("run", "--cpus", "1", "--", "sh", "-c", Tell).Exits(0).Out);
}
