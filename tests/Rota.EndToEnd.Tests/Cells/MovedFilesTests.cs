using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Cells;

/// <summary>Inputs of tasks on nodes that do not see the directory of their job, and their outputs.</summary>
public sealed class MovedFilesTests : IDisposable
{
    private readonly TestCell cell = new();
    private readonly string place;

    public MovedFilesTests()
    {
        place = cell.Home.At("place");
        Directory.CreateDirectory(Path.Combine(place, "data"));
    }

    public void Dispose() => cell.Dispose();

    [Fact]
    public void What_a_step_on_one_node_makes_is_what_a_step_on_another_reads()
    {
        Unshare();
        Write("data/a", "one\n");
        Write("data/b", "two\n");
        Write("run.sh", "#!/bin/sh\nls -d * data/*\nmkdir parts\ncat data/* > model\necho part > parts/1\n");
        File.SetUnixFileMode(At("run.sh"), (UnixFileMode)0b111_101_101);
        Join("a", "b");
        Run("""
            tasks:
              - {id: prepare, requires: {node: a}, inputs: [run.sh, data], outputs: [model, parts], command: [./run.sh]}
              - {id: train, requires: {node: b}, needs: [prepare], inputs: [model, "parts/*"], outputs: [out/result], command: "ls; mkdir out; cat model parts/1 > out/result"}
              - {id: here, requires: {node: ["!a", "!b"]}, needs: [train], inputs: [out/result], command: cat out/result}
            """).Exits(0);
        Assert.Equal("a b", string.Join(' ', cell.NodesOf()[..2]));
        Assert.Equal("data\ndata/a\ndata/b\nrun.sh\n", Log("prepare"));
        Assert.Equal("model\nparts\n", Log("train"));
        Assert.Equal("one\ntwo\npart\n", Log("here"));
        Assert.Equal("one\ntwo\npart\n", File.ReadAllText(At("out/result")));
        Assert.Equal((UnixFileMode)0b110_100_100, File.GetUnixFileMode(At("model")));
        Assert.Empty(Directory.GetFiles(place, ".*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetDirectories(Path.Combine(cell["a"].State, "jobs", "1", "dirs")));
    }

    [Fact]
    public void Each_file_comes_to_a_node_once()
    {
        Unshare();
        Write("data/big", new string('x', 3_000_000));
        Join("a");
        Run("tasks: [{id: x, array: 1-20, requires: {node: a}, inputs: [data/big], command: \"wc -c < data/big\"}]").Exits(0);
        Assert.Equal("3000000\n", Log("x.20"));
        Assert.Equal(3_000_000, Blobs("a").Sum(blob => blob.Length));
        Assert.Single(File.ReadLines(Path.Combine(cell.Home.State, "jobs", "1", "moved-files")));
    }

    [Fact]
    public void A_shared_directory_is_used_as_it_is()
    {
        Write("data/a", "one\n");
        Join("a");
        Run("tasks: [{id: x, requires: {node: a}, inputs: [data/a], outputs: [made], command: pwd; cat data/a; echo made > made}]").Exits(0);
        Assert.Equal($"{place}\none\n", Log("x"));
        Assert.Equal("made\n", File.ReadAllText(At("made")));
        Assert.Empty(Blobs("a"));
    }

    [Fact]
    public void A_node_that_dies_while_files_come_goes_on_where_it_was()
    {
        Unshare();
        using (var big = File.Create(At("data/big")))
        {
            big.SetLength(3L << 30);
        }

        Join("a");
        Submit("tasks: [{id: x, requires: {node: a}, inputs: [data/big], command: \"wc -c < data/big\"}]");
        Until.True(() => Partials("a").Any(partial => partial.Length > 1 << 20), "some of it is there");
        cell.CutOff("a");
        var came = Assert.Single(Partials("a")).Length;
        Assert.InRange(came, 1 << 20, (3L << 30) - 1);
        cell.Serve("a");
        Until.True(() => cell.Home.JobState() == "succeeded", "the task has run", TimeSpan.FromMinutes(2));
        Assert.Equal($"{3L << 30}\n", Log("x"));
        Assert.Empty(Partials("a"));
        Assert.Equal([("succeeded", 1)], cell.Home.TasksOf().Select(task => (task.State, task.Attempt)));
    }

    [Fact]
    public void What_is_not_there_fails_the_start_and_says_so()
    {
        Unshare();
        File.CreateSymbolicLink(At("out"), "/etc/passwd");
        Join("a");
        Run("""
            defaults: {requires: {node: a}, retry: never}
            tasks:
              - {id: missing, inputs: [data/none], command: "true"}
              - {id: leads-out, inputs: [out], command: "true"}
              - {id: no-output, inputs: [], outputs: [made], command: "ln -s /etc/passwd made"}
            """).Exits(1);
        var reasons = cell.Home.Run("tasks", "1").Exits(0).Out;
        Assert.Contains("input data/none is not in", reasons, StringComparison.Ordinal);
        Assert.Contains("place/out is a link that leads out of its directory", reasons, StringComparison.Ordinal);
        Assert.Contains("made is a link that leads out of its directory", reasons, StringComparison.Ordinal);
        Assert.All(cell.Home.TasksOf(), task => Assert.Equal("failed", task.State));
        Assert.False(File.Exists(At("made")));
    }

    [Fact]
    public void An_input_that_changes_between_tasks_is_told_and_each_reads_it_whole()
    {
        Unshare();
        Write("data/a", "one\n");
        Join("a");
        Submit("""
            tasks:
              - {id: x, requires: {node: a}, inputs: [data/a], command: cat data/a}
              - {id: gate, needs: [x], requires: {node: "!a"}, command: "while [ ! -e go ]; do sleep 0.05; done"}
              - {id: y, needs: [gate], requires: {node: a}, inputs: [data/a], command: cat data/a}
            """);
        Until.True(() => cell.Home.TasksOf()[0].State == "succeeded", "the first has read it");
        Write("data/a", "two\n");
        Write("go", "");
        Until.True(() => cell.Home.JobState() == "succeeded", "both have run");
        Assert.Equal("one\n|two\n", Log("x") + "|" + Log("y"));
        Assert.Contains("data/a has changed since tasks of job 1", File.ReadAllText(Path.Combine(cell.Home.State, "up.log")), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_no_attempt_uses_take_no_more_than_they_may()
    {
        Unshare();
        cell.NodeOptions = ["--cache", "1M"];
        Join("a");
        for (var job = 1; job <= 4; job++)
        {
            Write("data/a", new string((char)('a' + job), 600_000));
            Run("tasks: [{id: x, requires: {node: a}, inputs: [data/a], command: \"head -c1 data/a\"}]").Exits(0);
            Assert.Equal($"{(char)('a' + job)}", cell.Home.Run("logs", $"{job}.x").Exits(0).Out.Trim());
        }

        Assert.InRange(Blobs("a").Sum(blob => blob.Length), 1, (1 << 20) + 600_000);
    }

    [Fact]
    public void A_keeper_that_dies_while_a_task_runs_is_followed_by_one_that_brings_its_output_home()
    {
        Unshare();
        Join("a");
        Submit($"tasks: [{{id: x, requires: {{node: a}}, inputs: [], outputs: [made], command: \"echo made > made; while [ ! -e '{cell.Home.At("go")}' ]; do sleep 0.05; done\"}}]");
        Until.True(() => cell["a"].Tasks.Length > 0, "it runs");
        Processes.Signal(cell["a"].Keeper, Processes.SigKill);
        cell.Home.Write("go", "");
        Until.True(() => cell.Home.JobState() == "succeeded", "it has ended");
        Assert.Equal("made\n", File.ReadAllText(At("made")));
    }

    [Fact]
    public void The_example_of_the_page_runs_on_a_node_without_a_shared_folder()
    {
        Unshare();
        Write("data/a.csv", "1,2\n");
        Write("prepare.sh", "#!/bin/sh\ncat data/*.csv > model.bin\n");
        File.SetUnixFileMode(At("prepare.sh"), (UnixFileMode)0b111_101_101);
        Join("a");
        cell.Home.Run("cell", "cordon", Environment.MachineName).Exits(0);
        Run(Documents.Document.Blocks("docs/job-file.md").Single(block => block.Contains("prepare.sh", StringComparison.Ordinal))).Exits(0);
        Assert.Equal("a a a a a", string.Join(" ", cell.NodesOf()));
        Assert.Equal("4\n", File.ReadAllText(At("result-4.txt")));
    }

    private void Unshare()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && TestCell.CanUnshare, "needs root and mounts of one's own");
        cell.Unshared = place;
    }

    private void Join(params string[] names) => Array.ForEach(names, name => cell.Join(name));

    private string At(string name) => Path.Combine(place, name);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);

    private Outcome Run(string yaml) => cell.Home.RunFile(yaml, "-C", place);

    private void Submit(string yaml) => cell.Home.Run("submit", cell.Home.Write("job.yaml", yaml), "-C", place).Exits(0);

    private string Log(string task) => cell.Home.Run("logs", $"1.{task}").Exits(0).Out;

    private FileInfo[] Blobs(string node) => Files(node, "blobs");

    private FileInfo[] Partials(string node) => Files(node, "partial");

    private FileInfo[] Files(string node, string kind)
    {
        var directory = new DirectoryInfo(Path.Combine(cell[node].State, "brought", kind));
        return directory.Exists ? directory.GetFiles("*", SearchOption.AllDirectories) : [];
    }
}
