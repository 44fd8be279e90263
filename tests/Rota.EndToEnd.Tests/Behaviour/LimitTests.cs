using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>How many run at once, and which first. Overlap is judged by the tasks' own lines, not by Rota's.</summary>
public sealed class LimitTests
{
    [Fact]
    public void Slots_are_never_exceeded() => Assert.Equal(3, MostAtOnce(rota =>
        rota.Run("run", "-j", "3", "--array", "0-29", "--", "sh", "-c", Body(rota)).Exits(0)));

    [Fact]
    public void The_throttle_of_an_array_is_never_exceeded() => Assert.Equal(2, MostAtOnce(rota =>
        rota.Run("run", "-j", "6", "--array", "0-19%2", "--", "sh", "-c", Body(rota)).Exits(0)));

    [Fact]
    public void Max_parallel_is_never_exceeded() => Assert.Equal(2, MostAtOnce(rota => rota.RunFile($$"""
        version: 1
        name: parallel
        max_parallel: 2
        tasks:
          - id: task
            array: 0-19
            script: |
              {{Body(rota)}}
        """, "-j", "6").Exits(0)));

    [Fact]
    public void A_concurrency_key_is_never_exceeded() => Assert.Equal(1, MostAtOnce(rota => rota.RunFile($$"""
        version: 1
        name: keys
        tasks:
          - id: task
            array: 0-19
            concurrency: {key: one, limit: 1}
            script: |
              {{Body(rota)}}
        """, "-j", "6").Exits(0)));

    [Fact]
    public void A_higher_priority_starts_first()
    {
        using var rota = new RotaState();
        rota.Run("submit", "--array", "0-4", "--", "sh", "-c", $"echo low >> {rota.At("order")}").Exits(0);
        rota.Run("submit", "--priority", "10", "--array", "0-4", "--", "sh", "-c", $"echo high >> {rota.At("order")}").Exits(0);
        rota.Run("resume", "-j", "1").Exits(0);
        Assert.Equal([.. Enumerable.Repeat("high", 5), .. Enumerable.Repeat("low", 5)], File.ReadAllLines(rota.At("order")));
    }

    private static string Body(RotaState rota) => $"echo + >> {rota.At("overlap")}; sleep 0.05; echo - >> {rota.At("overlap")}";

    private static int MostAtOnce(Action<RotaState> work)
    {
        using var rota = new RotaState();
        work(rota);
        var (now, most) = (0, 0);
        foreach (var line in File.ReadLines(rota.At("overlap")))
        {
            now += line == "+" ? 1 : -1;
            most = Math.Max(most, now);
        }

        return most;
    }
}
