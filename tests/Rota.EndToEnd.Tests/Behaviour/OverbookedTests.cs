using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>A limit that is lowered below what runs is a fact that passes, and no damage.</summary>
public sealed class OverbookedTests
{
    [Theory]
    [InlineData("set gpu --concurrency 1", "queue gpu: 4 of 1 in use")]
    [InlineData("set gpu --concurrency 0", "queue gpu: 4 of 0 in use")]
    [InlineData("pause gpu", "queue gpu: 4 of 0 in use")]
    public void A_queue_that_lets_less_run_than_runs_is_noted(string change, string note)
    {
        using var rota = new RotaState();
        using var run = rota.Start("run", "-j", "4", "--queue", "gpu", "--array", "1-4", "--", "sh", "-c", Wait(rota));
        Until.True(() => rota.Tasks.Length >= 4 && Notes(rota).Length == 0, "all run");
        rota.Run(["queue", .. change.Split(' ')]).Exits(0);
        Assert.Contains(note, Assert.Single(Notes(rota)), StringComparison.Ordinal);
        Assert.Contains("ok: every invariant holds", rota.Run("check").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("queue", "set", "gpu", "--concurrency", "none").Exits(0);
        rota.Run("queue", "resume", "gpu").Exits(0);
        rota.Write("go", "");
        run.Wait().Exits(0);
        Assert.Empty(Notes(rota));
    }

    [Theory]
    [InlineData("", "-j 1", "slots: 3 of 1 in use")]
    [InlineData("resources: {cpus: 0.1, license/abaqus: 1}", "ROTA_LICENSES=abaqus=1", "license/abaqus: 3 of 1 in use")]
    [InlineData("resources: {cpus: 0.1, license/abaqus: 1}", "ROTA_LICENSES=", "license/abaqus: 3 of 0 in use")]
    [InlineData("resources: {cpus: 0.1, gpus: 1}", "CUDA_VISIBLE_DEVICES=a", "gpus: 3 of 1 in use")]
    public void A_node_that_has_less_at_the_next_start_is_noted(string needs, string less, string note)
    {
        using var rota = new RotaState();
        rota.Environment["ROTA_LICENSES"] = "abaqus=3";
        rota.Environment["CUDA_VISIBLE_DEVICES"] = "a,b,c";
        var file = rota.Write("job.yaml", $"version: 1\nname: job\ntasks:\n- id: work\n  array: 0-2\n  {needs}\n  command: \"{Wait(rota)}\"\n");
        using (var run = rota.Start("run", "-j", "3", file))
        {
            Until.True(() => rota.Tasks.Length >= 3, "all run");
            run.KillHard();
        }

        string[] slots = ["-j", "3"];
        if (less.Split('=', 2) is [var name, var value])
        {
            rota.Environment[name] = value;
        }
        else
        {
            slots = less.Split(' ');
        }

        using var resume = rota.Start(["resume", .. slots]);
        Until.True(() => Array.Exists(Notes(rota), line => line.Contains(note, StringComparison.Ordinal)), $"it notes {note}");
        rota.Write("go", "");
        resume.Wait().Exits(0);
        Assert.Empty(Notes(rota));
    }

    private static string Wait(RotaState rota) => $"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done";

    private static string[] Notes(RotaState rota)
    {
        var check = rota.Json("check").Exits(0).Json;
        Assert.Empty(check.GetProperty("violations").EnumerateArray());
        return [.. check.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)];
    }
}
