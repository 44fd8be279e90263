using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Shares of a GPU: tasks lie together on one device, by identity, and whole ones stay whole.</summary>
public sealed class GpuShareTests : IDisposable
{
    private readonly RotaState rota = new();

    public GpuShareTests() => rota.Environment["ROTA_GPUS"] = "a,b";

    public void Dispose() => rota.Dispose();

    [Fact]
    public void Two_halves_run_on_one_device_and_a_whole_task_gets_the_other()
    {
        rota.RunFile($$"""
            tasks:
              - {id: half, array: 1-2, resources: {cpus: 0, gpus: 0.5}, command: '{{Meet(3)}}'}
              - {id: whole, resources: {cpus: 0, gpus: 1}, command: '{{Meet(3)}}'}
            """).Exits(0);
        Assert.Equal(["a", "a", "b"], File.ReadAllLines(rota.At("seen")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_device_has_more_than_all_of_it()
    {
        rota.RunFile($$"""
            tasks:
              - id: t
                array: 1-12
                resources: {cpus: 0, gpus: 0.4}
                command: 'd={{rota.Root}}/on-$CUDA_VISIBLE_DEVICES; mkdir -p $d; touch $d/$ROTA_TASK_INDEX; ls $d | wc -l >> {{rota.At("counts")}}; sleep 0.1; rm $d/$ROTA_TASK_INDEX'
            """).Exits(0);
        Assert.InRange(File.ReadAllLines(rota.At("counts")).Max(int.Parse), 1, 2);
    }

    [Fact]
    public void What_is_held_outlives_a_killed_daemon_and_what_lacks_is_told_with_its_numbers()
    {
        var file = rota.Write("job.yaml", $$"""
            tasks: [{id: t, array: 1-2, resources: {cpus: 0, gpus: 0.6}, command: 'echo $CUDA_VISIBLE_DEVICES >> {{rota.At("seen")}}; while [ ! -e {{rota.At("go")}} ]; do sleep 0.05; done'}]
            """);
        using (var first = rota.Start("run", file))
        {
            Until.True(() => File.Exists(rota.At("seen")) && File.ReadAllLines(rota.At("seen")).Length == 2, "both run");
            first.KillHard();
        }

        using var next = rota.Start("up");
        rota.Run("submit", "--cpus", "0", "--gpus", "0.5", "--", "sh", "-c", $"echo late $CUDA_VISIBLE_DEVICES >> {rota.At("seen")}").Exits(0);
        Until.True(() => rota.Run("explain", "2").Out.Contains("no room: asks for 0.5 gpus, 0.8 of 2 free, at most 0.4 of one", StringComparison.Ordinal), "it says what lacks");
        File.WriteAllText(rota.At("go"), "");
        rota.Run("wait", "1", "2");
        string[] seen = [.. File.ReadAllLines(rota.At("seen")).Order(StringComparer.Ordinal)];
        Assert.Equal(["a", "b"], seen[..2]);
        Assert.Matches("^late [ab]$", Assert.Single(seen[2..]));
        Assert.Empty(rota.Run("check").Exits(0).Error);
    }

    [Fact]
    public void What_no_machine_has_is_refused_before_it_is_submitted()
    {
        rota.Run("run", "--gpus", "1.5", "--", "true").Exits(2).Says("a task has GPUs of its own, or shares a single one");
        rota.Environment["ROTA_GPUS"] = "";
        Assert.Contains("asks for 0.5 gpus, this machine has 0: can never run here", rota.Run("plan", "--gpus", "0.5", "--", "true").Exits(6).Out,
            StringComparison.Ordinal);
    }

    /// <summary>Notes its devices, and goes on when so many have.</summary>
    private string Meet(int count) =>
        $"echo $CUDA_VISIBLE_DEVICES >> {rota.At("seen")}; until [ $(wc -l < {rota.At("seen")}) = {count} ]; do sleep 0.02; done";
}
