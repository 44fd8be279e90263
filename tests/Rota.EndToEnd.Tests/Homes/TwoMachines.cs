using Rota.EndToEnd.Tests.Harness;
using Rota.Store.Tests.Postgres;

namespace Rota.EndToEnd.Tests.Homes;

/// <summary>Two states that serve one home on a PostgreSQL server, as two machines would.</summary>
internal sealed class TwoMachines : IDisposable
{
    public TwoMachines() => Address = Cluster.Shared.NewDatabase();

    public string Address { get; }

    public RotaState A { get; } = new();

    public RotaState B { get; } = new();

    /// <summary>Serves from one, or has it stand by.</summary>
    /// <returns>The daemon.</returns>
    public int Up(RotaState machine, params string[] more) =>
        int.Parse(machine.Run(["up", "--home", Address, "--detach", "--listen", "none", "-j", "2", "--output", "quiet", .. more]).Exits(0).Out.Trim());

    /// <summary>Jobs that each wait for a file, and say how often they ran.</summary>
    public void Submit(params int[] tasks)
    {
        foreach (var task in tasks)
        {
            A.Run("submit", "--", "sh", "-c", $"echo run >> ran{task}; while [ ! -e go{task} ]; do sleep 0.1; done; echo out {task}").Exits(0);
        }
    }

    public void LetGo(params int[] tasks) => Array.ForEach(tasks, task => File.WriteAllText(A.At($"go{task}"), ""));

    public void AwaitRunning(params int[] tasks) =>
        Until.True(() => tasks.All(task => File.Exists(A.At($"ran{task}"))), $"tasks {string.Join(", ", tasks)} run");

    /// <summary>The server has not seen the one that serves for longer than it waits for it.</summary>
    public void PassTime() =>
        Cluster.Shared.Execute(Address[(Address.LastIndexOf('/') + 1)..], "UPDATE rota.site SET seen = now() - interval '1 min'");

    public void AssertRanOnce(params int[] tasks) =>
        Assert.All(tasks, task => Assert.Equal("run\n", File.ReadAllText(A.At($"ran{task}"))));

    public static void AwaitServing(RotaState machine) =>
        Until.True(() => Says(machine, "serving "), "it serves", TimeSpan.FromMinutes(3));

    public static bool Says(RotaState machine, string words) =>
        Log(machine).Contains(words, StringComparison.Ordinal);

    private static string Log(RotaState machine) => File.ReadAllText(Path.Combine(machine.State, "up.log"));

    public void Dispose()
    {
        A.Dispose();
        B.Dispose();
    }
}
