using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>Jobs of a home whose tasks run on its nodes, whatever becomes of those.</summary>
public sealed class CellRunTests : IDisposable
{
    private readonly TestCell cell = new("-j", "1");

    public void Dispose() => cell.Dispose();

    [Fact]
    public void Tasks_run_on_all_nodes_and_the_home_shows_where_and_what_they_wrote()
    {
        cell.Join("a");
        cell.Join("b");
        cell.Home.Run("run", "--array", "0-29", "--", "sh", "-c", Effects + "echo wrote $ROTA_TASK_INDEX; sleep 0.2; exit $((ROTA_TASK_INDEX % 10 / 9))").Exits(1);
        Assert.Superset(new HashSet<string?> { "a", "b" }, cell.NodesOf().ToHashSet());
        Assert.Equal(30, cell.Home.Effects.Count);
        Assert.All(cell.Home.AttemptsOf(), attempt => Assert.Equal(attempt.Index % 10 / 9, attempt.ExitCode));
        for (var task = 0; task < 30; task++)
        {
            Assert.Equal($"wrote {task}\n", cell.Home.Run("logs", $"1.sh.{task}").Exits(0).Out);
        }

        cell.Home.Run("check").Exits(0);
    }

    [Fact]
    public void A_task_is_taken_that_fits_on_one_node_alone_and_runs_there()
    {
        cell.Home.Run("run", "--license", "abaqus=1", "--", "true").Exits(6).Says("abaqus");
        cell.Join("a", licences: "abaqus=1");
        cell.Join("b");
        cell.Home.Run("run", "--license", "abaqus=1", "--array", "0-2", "--", "true").Exits(0);
        Assert.Equal("a a a", string.Join(" ", cell.NodesOf()));
        cell.Home.Run("run", "--license", "abaqus=2", "--", "true").Exits(6).Says("abaqus");
    }

    [Fact]
    public void What_a_node_runs_while_it_is_cut_off_is_done_once_and_known_when_it_is_back()
    {
        cell.Join("a");
        using var run = Waiting(4);
        cell.CutOff("a");
        cell.Home.Write("go", "");
        Until.True(() => cell["a"].Tasks.Length == 0, "its tasks have ended there");
        Assert.Contains(cell.Home.TasksOf(), task => task.State == "running");
        cell.Serve("a");
        run.Wait().Exits(0);
        Assert.Equal(4, cell.Home.Effects.Count);
        Assert.All(cell.Home.TasksOf(), task => Assert.Equal(("succeeded", 1), (task.State, task.Attempt)));
    }

    [Fact]
    public void A_keeper_that_dies_on_a_node_is_followed_by_another_and_nothing_runs_twice()
    {
        cell.Join("a");
        using var run = Waiting(4);
        Processes.Signal(cell["a"].Keeper, Processes.SigKill);
        cell.Home.Write("go", "");
        run.Wait().Exits(0);
        Assert.Equal(4, cell.Home.Effects.Count);
    }

    [Fact]
    public void A_home_that_is_killed_finds_what_its_nodes_run()
    {
        cell.Join("a");
        cell.Home.Run("submit", "--array", "0-3", "--", "sh", "-c", Effects + Gate).Exits(0);
        Until.True(() => cell.Home.Effects.Count == 4, "all four run");
        Processes.Signal(cell.Daemon, Processes.SigKill);
        cell.Home.Write("go", "");
        Until.True(() => cell["a"].Tasks.Length == 0, "they have ended there");
        Until.True(() => cell.Home.Run("up", "--detach", "-j", "1").ExitCode == 0, "the home is up again");
        cell.Home.Run("wait", "1").Exits(0);
        Assert.Equal(4, cell.Home.Effects.Count);
    }

    [Fact]
    public void A_cordoned_node_starts_nothing_and_an_open_one_does()
    {
        cell.Join("a");
        Assert.Contains("a: cordoned, was open", cell.Home.Run("cell", "cordon", "a").Exits(0).Out, StringComparison.Ordinal);
        cell.Home.Run("run", "--array", "0-5", "--", "true").Exits(0);
        Assert.DoesNotContain("a", cell.NodesOf());
        cell.Home.Run("cell", "open", "a").Exits(0);
        using var run = Waiting(4, job: 2);
        cell.Home.Write("go", "");
        run.Wait().Exits(0);
        Assert.Equal(3, cell.NodesOf(2).Count(node => node == "a"));
        Assert.Contains("node.stand", cell.Home.Run("audit").Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_ran_on_a_node_that_is_taken_out_is_lost_and_runs_elsewhere()
    {
        cell.Join("a");
        using var run = Waiting(4);
        cell.CutOff("a");
        cell.Home.Run("cell", "remove", "a").Exits(0);
        cell.Home.Write("go", "");
        run.Wait().Exits(0);
        var lost = cell.Home.AttemptsOf().Where(attempt => attempt.State == "lost").ToArray();
        Assert.Equal(3, lost.Length);
        Assert.All(lost, attempt => Assert.Contains("node a was taken out of the cell", attempt.Reason, StringComparison.Ordinal));
        Assert.DoesNotContain("a", cell.NodesOf());
    }

    [Fact]
    public void Output_is_followed_while_its_task_runs_on_a_node()
    {
        cell.Join("a");
        using var run = Waiting(4);
        var far = Array.IndexOf(cell.NodesOf(), "a");
        var seen = cell.Home.At("seen");
        using var follow = cell.Home.StartProgram([], "sh", "-c", $"{RotaBinary.Path} logs -f 1.sh.{far} > {seen}");
        Until.True(() => File.Exists(seen) && File.ReadAllText(seen) == $"begin {far}\n", "its beginning is seen");
        cell.Home.Write("go", "");
        run.Wait().Exits(0);
        follow.Wait().Exits(0);
        Assert.Equal($"begin {far}\nend {far}\n", File.ReadAllText(seen));
    }

    [Fact]
    public void Output_that_its_task_cuts_on_a_node_is_followed_from_its_new_beginning()
    {
        cell.Join("a");
        using var run = Waiting(4, gate: "echo a long beginning; while [ ! -e cut ]; do sleep 0.05; done; : > /dev/stdout; echo new; " + Gate);
        var far = Array.IndexOf(cell.NodesOf(), "a");
        var seen = cell.Home.At("seen");
        using var follow = cell.Home.StartProgram([], "sh", "-c", $"{RotaBinary.Path} logs -f 1.sh.{far} > {seen}");
        Until.True(() => File.Exists(seen) && File.ReadAllText(seen) == "a long beginning\n", "its beginning is seen");
        cell.Home.Write("cut", "");
        Until.True(() => File.ReadAllText(seen).StartsWith("a long beginning\nnew\n", StringComparison.Ordinal), "what it wrote anew is seen");
        cell.Home.Write("go", "");
        run.Wait().Exits(0);
        follow.Wait().Exits(0);
    }

    private const string Gate = "echo begin $ROTA_TASK_INDEX; while [ ! -e go ]; do sleep 0.05; done; echo end $ROTA_TASK_INDEX";

    private string Effects => cell.Home.Effects.Command;

    /// <summary>So many tasks that run until they are let go: one at the home, the others on a node.</summary>
    private RunningCommand Waiting(int tasks, long job = 1, string gate = Gate)
    {
        var before = cell.Home.Effects.Count;
        var run = cell.Home.Start("run", "--array", $"0-{tasks - 1}", "--", "sh", "-c", Effects + gate);
        Until.True(() => cell.Home.Effects.Count == before + tasks, "all of them run");
        Until.True(() => cell.Home.TasksOf(job).All(task => task.State == "running"), "the home knows");
        return run;
    }
}
