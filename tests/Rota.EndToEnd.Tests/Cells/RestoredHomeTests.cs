using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>A home that is restored from a backup goes on with its nodes, and takes nothing they have for something else.</summary>
public sealed class RestoredHomeTests : IDisposable
{
    private readonly TestCell cell = new("-j", "1");

    public void Dispose() => cell.Dispose();

    [Fact]
    public void Its_nodes_come_back_and_nothing_they_run_is_taken_for_another()
    {
        cell.Join("a", licences: "tool=3");
        Submit("one");
        Until.True(() => Lines("one").Length == 3, "they run on the node");
        var backup = cell.Home.At("backup");
        cell.Home.Run("backup", backup).Exits(0);
        cell.Home.Write("go-one", "");
        cell.Home.Run("wait", "1").Exits(0);
        Submit("two");
        Until.True(() => Lines("two").Length == 3, "the home that is lost has more of them run");
        cell.Home.Run("down").Exits(0);
        Directory.Move(cell.Home.State, cell.Home.At("lost"));
        cell.Home.Run("restore", backup, cell.Home.State).Exits(0).Says("3");
        Copy(Path.Combine(cell.Home.At("lost"), "cell"), Path.Combine(cell.Home.State, "cell"));
        cell.Up();
        Until.True(() => cell.State("a") == "up", "the node comes back by itself");

        // The node has no room before those end that the home knows nothing of; nobody ends them.
        Until.True(() => Log().Contains("its own book has 0 of license/tool free", StringComparison.Ordinal), "the node refuses");
        Assert.Equal(3, Lines("one").Length);
        Assert.Empty(Lines("two-ended"));
        cell.Home.Write("go-two", "");
        cell.Home.Run("wait", "1").Exits(0);
        Assert.Equal(3, Lines("two-ended").Length);
        Assert.Equal(6, Lines("one").Length);
        Assert.All(cell.Home.TasksOf(), task => Assert.Equal(("succeeded", 2), (task.State, task.Attempt)));
        Assert.Equal(3, cell.Home.AttemptsOf().Count(attempt => attempt.State == "lost"));

        // Its next job has the number of one that the node knows from before: what that wrote is not taken for its own.
        Submit("three");
        cell.Home.Write("go-three", "");
        cell.Home.Run("wait", "2").Exits(0);
        Assert.Equal("wrote three 0\n", cell.Home.Run("logs", "2.sh.0").Exits(0).Out);
        cell.Home.Run("check").Exits(0);
    }

    private void Submit(string name) =>
        cell.Home.Run("submit", "--license", "tool=1", "--cpus", "0.1", "--array", "0-2", "--", "sh", "-c",
            $"echo $ROTA_TASK_INDEX >> {name}; echo wrote {name} $ROTA_TASK_INDEX; while [ ! -e go-{name} ]; do sleep 0.05; done; echo x >> {name}-ended")
            .Exits(0);

    private string[] Lines(string file) => File.Exists(cell.Home.At(file)) ? File.ReadAllLines(cell.Home.At(file)) : [];

    private string Log() => File.ReadAllText(Path.Combine(cell.Home.State, "up.log"));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
