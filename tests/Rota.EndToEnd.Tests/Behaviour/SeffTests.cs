using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>What tasks asked for against what they used.</summary>
public sealed class SeffTests
{
    [Fact]
    public void An_array_has_its_median_and_its_worst_task()
    {
        using var rota = new RotaState();
        rota.Run("run", "--array", "1-5", "--cpus", "1", "--memory", "400M", "--timeout", "1h", "-j", "2", "--name", "mix",
            "if [ $ROTA_TASK_INDEX = 3 ]; then sleep 1; else i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; fi").Exits(0);
        var entry = rota.Json("seff", "1").Exits(0).Json.GetProperty("tasks")[0];
        Assert.Equal(5, entry.GetProperty("measured").GetInt32());
        Assert.Equal(1, entry.GetProperty("cpus").GetDouble());
        Assert.Equal(400L << 20, entry.GetProperty("memory_bytes").GetInt64());
        Assert.Equal(3600, entry.GetProperty("timeout_seconds").GetDouble());
        var cpu = entry.GetProperty("cpu_share");
        Assert.Equal("1.if.3", cpu.GetProperty("worst_task").GetString());
        Assert.True(cpu.GetProperty("worst").GetDouble() < cpu.GetProperty("median").GetDouble());
        var seconds = entry.GetProperty("seconds");
        Assert.True(seconds.GetProperty("worst").GetDouble() >= 1);
        Assert.True(seconds.GetProperty("median").GetDouble() <= seconds.GetProperty("worst").GetDouble());

        var page = rota.Run("seff", "1.if").Exits(0).Lines;
        Assert.Equal("job 1  mix  succeeded", page[0]);
        Assert.Matches(@"^TASK +ENDED +OF +ASKED +MEDIAN +WORST +WORST TASK$", page[1]);
        Assert.Matches(@"^if +5 +cpu +1 +\d+% +\d+% +1\.if\.3$", page[2]);
        Assert.Matches(@"^if +5 +memory +400M ", page[3]);
        Assert.Matches(@"^if +5 +time +1h00m ", page[4]);
        Assert.Equal(1, rota.Json("seff", "1.if.3").Exits(0).Json.GetProperty("tasks")[0].GetProperty("measured").GetInt32());
        rota.Run("seff", "1.if.9").Exits(2).Says("1.if has no index 9");
    }

    [Fact]
    public void Tasks_that_never_ran_are_not_measured()
    {
        using var rota = new RotaState();
        rota.Run("submit", "--", "true").Exits(0);
        var entry = rota.Json("seff", "1").Exits(0).Json.GetProperty("tasks")[0];
        Assert.Equal(0, entry.GetProperty("measured").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, entry.GetProperty("cpu_share").ValueKind);
        rota.Run("seff", "1").Exits(0);
    }
}
