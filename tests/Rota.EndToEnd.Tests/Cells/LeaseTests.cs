using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>A node that is cut off stops what has a lease, and the home has it run elsewhere.</summary>
public sealed class LeaseTests : IDisposable
{
    private const string File = """
        tasks:
          - id: work
            array: 0-3
            on_disconnect: {self_stop_after: 5s, replace_after: 12s}
            stop: {grace: 1s}
            command: |
              echo $ROTA_TASK_INDEX $ROTA_ATTEMPT >> began
              while [ ! -e go ]; do sleep 0.1; done
              echo $ROTA_TASK_INDEX $ROTA_ATTEMPT >> ended
        """;

    private readonly TestCell cell = new("-j", "1");

    public void Dispose() => cell.Dispose();

    [Fact]
    public void What_ran_on_a_node_that_is_cut_off_is_stopped_there_and_then_runs_elsewhere()
    {
        cell.Join("a");
        using var run = Start();
        cell.CutOff("a");
        Until.True(() => cell["a"].Tasks.Length == 0, "the node has stopped them itself");
        cell.Home.Write("go", "");
        run.Wait().Exits(0);
        var lost = cell.Home.AttemptsOf().Where(attempt => attempt.State == "lost").ToArray();
        Assert.Equal(3, lost.Length);
        Assert.All(lost, attempt => Assert.Contains("its node a was cut off for 12s", attempt.Reason, StringComparison.Ordinal));
        Assert.DoesNotContain("a", cell.NodesOf());
        Assert.Equal(4, Lines("ended").Length);

        // What the node says of them now changes nothing.
        cell.Serve("a");
        cell.Home.Run("run", "--array", "0-7", "--", "true").Exits(0);
        Assert.All(cell.Home.TasksOf(), task => Assert.Equal("succeeded", task.State));
        Until.True(() => System.IO.File.ReadAllText(Path.Combine(cell.Home.State, "up.log"))
            .Contains("which was replaced, ended on node", StringComparison.Ordinal), "it is told in the log");
    }

    [Fact]
    public void A_node_that_is_back_in_time_goes_on_with_what_it_runs()
    {
        cell.Join("a");
        using var run = Start("self_stop_after: 5s, replace_after: 12s", "self_stop_after: 10m, replace_after: 20m");
        cell.CutOff("a");
        cell.Serve("a");
        cell.Home.Write("go", "");
        run.Wait().Exits(0);
        Assert.All(cell.Home.TasksOf(), task => Assert.Equal(("succeeded", 1), (task.State, task.Attempt)));
        Assert.Equal(4, Lines("ended").Length);
    }

    [Fact]
    public void What_a_node_stopped_in_a_short_cut_is_lost_when_it_is_back_and_runs_again()
    {
        cell.Join("a");
        using var run = Start("replace_after: 12s", "replace_after: 1h");
        cell.CutOff("a");
        Until.True(() => cell["a"].Tasks.Length == 0, "the node has stopped them itself");
        cell.Home.Write("go", "");
        cell.Serve("a");
        run.Wait().Exits(0);
        var lost = cell.Home.AttemptsOf().Where(attempt => attempt.State == "lost").ToArray();
        Assert.Equal(3, lost.Length);
        Assert.All(lost, attempt =>
        {
            Assert.Contains("its node a was cut off from the home for", attempt.Reason, StringComparison.Ordinal);
            Assert.Contains("and stopped it", attempt.Reason, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_keeper_that_follows_one_that_dies_in_a_cut_stops_what_it_finds()
    {
        cell.Join("a");
        using var run = Start();
        cell.CutOff("a");
        Processes.Signal(cell["a"].Keeper, Processes.SigKill);
        Until.True(() => cell["a"].Tasks.Length == 0, "they are stopped");
        cell.Home.Write("go", "");
        run.Wait().Exits(0);
        Assert.Equal(4, Lines("ended").Length);
    }

    /// <summary>Who cannot stop may be replaced only where the job says that this does no harm; it is ended on return.</summary>
    [Fact]
    public void A_node_that_returns_late_has_what_was_replaced_stopped()
    {
        cell.Join("a");
        using var run = Start("self_stop_after: 5s, replace_after: 12s", "replace_after: 3s, duplicates: harmless");
        cell.CutOff("a");
        Until.True(() => cell.Home.AttemptsOf().Count(attempt => attempt.State == "lost") == 3, "they are given up");
        Assert.NotEmpty(cell["a"].Tasks);
        cell.Serve("a");
        Until.True(() => Lines("began").Length >= 5, "they begin again");
        cell.Home.Write("go", "");
        run.Wait().Exits(0);
        Until.True(() => cell["a"].Tasks.Length == 0, "nothing of before runs there");
        Assert.All(cell.Home.TasksOf(), task => Assert.Equal("succeeded", task.State));
    }

    [Fact]
    public void A_machine_that_was_frozen_stops_what_was_replaced_meanwhile_as_soon_as_it_goes_on()
    {
        cell.Join("a");
        using var run = Start();
        var goOn = cell.Freeze("a");
        try
        {
            cell.Home.Write("go", "");
            run.Wait().Exits(0);
            Assert.Equal(4, Lines("ended").Length);
            System.IO.File.Delete(cell.Home.At("go"));
        }
        finally
        {
            goOn();
        }

        Until.True(() => cell["a"].Tasks.Length == 0, "nothing of before runs there");
        Assert.Equal(4, Lines("ended").Length);
    }

    [Fact]
    public void Explain_and_nodes_say_what_becomes_of_what_is_cut_off()
    {
        cell.Join("a");
        using var run = Start("self_stop_after: 5s, replace_after: 12s", "self_stop_after: 10m, replace_after: 20m");
        var far = Array.IndexOf(cell.NodesOf(), "a");
        Until.True(() => cell.Home.Json("nodes").Json.GetProperty("nodes")[1].GetProperty("running").GetInt32() == 3, "the node says that they run");
        cell.CutOff("a");
        var why = cell.Home.Run("explain", $"1.work.{far}").Exits(0).Out;
        Assert.Contains("node a is cut off since", why, StringComparison.Ordinal);
        Assert.Contains("it is replaced in 19m", why, StringComparison.Ordinal);
        const string notice = "node a is cut off: 3 attempts there in doubt";
        cell.Home.Run("ls").Exits(0).Says(notice, "rota nodes");
        cell.Home.Run("status", "1").Exits(0).Says(notice);
        Assert.Contains(notice, cell.Home.Run("top", "--once").Exits(0).Out, StringComparison.Ordinal);
        Assert.Equal("3", cell.Home.Json("top", "--once").Exits(0).Json.GetProperty("notices")[0].GetProperty("in_doubt").ToString());
        Assert.DoesNotContain("cut off", cell.Home.Run("ls", "--output", "quiet").Exits(0).Error, StringComparison.Ordinal);
        cell.Home.Run("nodes").Exits(0).Says("a is cut off with 3 attempts: in doubt");
        cell.Serve("a");
        Assert.DoesNotContain("cut off", cell.Home.Run("ls").Exits(0).Error, StringComparison.Ordinal);
        cell.Home.Write("go", "");
        run.Wait().Exits(0);
    }

    [Fact]
    public void The_example_of_the_page_of_job_files_runs()
    {
        var example = Documents.Document.Blocks("docs/job-file.md").Single(block => block.Contains("on_disconnect", StringComparison.Ordinal));
        cell.Home.RunFile(example).Exits(0);
        Assert.Equal(4, cell.Home.TasksOf().Length);
    }

    private string[] Lines(string file) => System.IO.File.Exists(cell.Home.At(file)) ? System.IO.File.ReadAllLines(cell.Home.At(file)) : [];

    /// <summary>Four tasks that run until they are let go: one at the home, three on the node.</summary>
    private RunningCommand Start(string before = "", string after = "")
    {
        cell.Home.Write("job.yaml", before.Length == 0 ? File : File.Replace(before, after, StringComparison.Ordinal));
        var run = cell.Home.Start("run", "job.yaml");
        Until.True(() => Lines("began").Length == 4, "all of them run");
        Until.True(() => cell.Home.TasksOf().All(task => task.State == "running"), "the home knows");
        Assert.Equal(3, cell.NodesOf().Count(node => node == "a"));
        return run;
    }
}
