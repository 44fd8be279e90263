using Rota.Core.Jobs;

namespace Rota.Core.Tests.JobFiles;

public sealed class ExpansionTests
{
    private static readonly InMemoryFiles Files = new()
    {
        ["/work/urls.txt"] = "a\r\n\nb c\nd",
        ["/work/empty.txt"] = "\n\n",
        ["/work/grid.csv"] = "\uFEFFlr,note\r\n0.1,\"a, \"\"b\"\"\nc\"\r\n0.2,\n",
        ["/work/ragged.csv"] = "a,b\n1,2\n3\n",
        ["/work/open.csv"] = "a,b\n1,\"2\n",
        ["/work/wide.csv"] = new string(',', 20_000),
        ["/work/twice.csv"] = "a,a\n1,2\n",
        ["/work/logs/x.log"] = "",
        ["/work/logs/old/y.log"] = "",
        ["/work/logs/z.txt"] = "",
    };

    [Fact]
    public void A_matrix_is_the_product_with_the_last_axis_fastest()
    {
        var matrix = Read.Task("command: x, matrix: {a: [p, q], b: \"-1..1\"}, exclude: [{a: q, b: 0}]").Expansion;

        Assert.Equal(["p -1", "p 0", "p 1", "q -1", "q 1"],
            Enumerable.Range(0, matrix.Count)
                .Select(ordinal => $"{matrix.Variable("matrix.a", ordinal)} {matrix.Variable("matrix.b", ordinal)}"));
    }

    [Fact]
    public void An_exclusion_of_some_axes_leaves_out_all_that_match()
    {
        var matrix = Read.Task("command: x, matrix: {a: [p, q], b: [1, 2, 3]}, exclude: [{a: p}, {b: 3}]").Expansion;

        Assert.Equal(["q 1", "q 2"], Enumerable.Range(0, matrix.Count)
            .Select(ordinal => string.Join(' ', matrix.Values(ordinal))));
    }

    [Theory]
    [InlineData("matrix: {}", "the matrix is empty; write matrix: {name: [value, value]}")]
    [InlineData("matrix: {a: []}", "the axis a is empty; write a list, or a range such as \"1..50\"")]
    [InlineData("matrix: {a: \"5..1\"}",
        "the range of a ends before it begins; write a list, or a range such as \"1..50\"")]
    [InlineData("matrix: {a: x}",
        "the axis a must be a list or a range of numbers, not \"x\"; write a list, or a range such as \"1..50\"")]
    [InlineData("matrix: {a: \"1..2000000\"}",
        "the axis a has 2,000,000 values, the limit is 1,000,000; write a list, or a range such as \"1..50\"")]
    [InlineData("matrix: {a: \"1..9999\", b: \"1..9999\"}",
        "with this matrix the job has more than 10,000,000 tasks; split the job")]
    [InlineData("matrix: {a: [1]}, exclude: [{b: 1}]", "the matrix has no axis \"b\"; its axes are a")]
    [InlineData("matrix: {a: [0.1, 2]}, exclude: [{a: 0.10}]",
        "the axis a has no value \"0.10\"; values are compared as they are written: did you mean 0.1?")]
    [InlineData("matrix: {a: [1]}, exclude: [{a: 1}]", "exclude leaves no task of the matrix; exclude less")]
    [InlineData("array: 9-0",
        "array \"9-0\": \"9-0\" ends before it begins; write it as 0-99, 0-15:4, 1,3,7-9, or 0-999%50 for 50 at a time")]
    [InlineData("array: \"\"",
        "array \"\": it is empty; write it as 0-99, 0-15:4, 1,3,7-9, or 0-999%50 for 50 at a time")]
    [InlineData("array: 0-99999999",
        "array \"0-99999999\": it has more than 10,000,000 tasks; write it as 0-99, 0-15:4, 1,3,7-9, or 0-999%50 for 50 at a time")]
    [InlineData("each_line: nowhere.txt",
        "nowhere.txt cannot be read: Could not find file '/work/nowhere.txt'; paths start from /work")]
    [InlineData("each_line: empty.txt",
        "the file has no lines, so there would be no tasks; fill it, remove the entry, or write if_empty: ok")]
    [InlineData("each_line: \"${params.x}\"", "there is no parameter \"x\"")]
    [InlineData("each_line: \"${task.id}\"", "${task.id} is not known before there are tasks")]
    [InlineData("from_csv: ragged.csv",
        "ragged.csv:3:1: this row has 1 field, the first line names 2 columns; quote a field that holds a comma")]
    [InlineData("from_csv: open.csv", "open.csv:2:4: a quoted field does not end")]
    [InlineData("from_csv: wide.csv", "wide.csv:1:10000: this row has more than 10,000 fields")]
    [InlineData("from_csv: twice.csv", "twice.csv:1:1: two columns are called \"a\"; rename one of the two")]
    [InlineData("each_file: {under: logs, match: \"*.gz\"}",
        "no file below logs matches \"*.gz\"; an entry needs at least one task, or if_empty: ok")]
    [InlineData("each_file: {match: \"*.gz\"}",
        "each_file names no directory; write each_file: {under: DIR, match: \"*.log\"}")]
    public void An_expansion_to_nothing_or_too_much_is_told(string body, string problem) =>
        Assert.EndsWith(problem, Read.TaskProblem("command: x, " + body, Files), StringComparison.Ordinal);

    [Fact]
    public void The_tasks_of_all_entries_count_together() =>
        Assert.Contains("more than 10,000,000 tasks",
            Read.Problem("tasks: [{command: x, array: 0-5999999}, {command: x, array: 0-5999999}]"),
                StringComparison.Ordinal);

    [Fact]
    public void An_array_may_limit_how_many_run()
    {
        var task = Read.Task("command: x, array: \"1,3,7-9%2\"");

        Assert.Equal([1L, 3, 7, 8, 9], Enumerable.Range(0, task.Expansion.Count).Select(task.Expansion.Label));
        Assert.Equal(2, task.MaxParallel);
    }

    [Fact]
    public void Lines_become_tasks_without_the_empty_ones() =>
        Assert.Equal(["a", "b c", "d"],
            Assert.IsType<Expansion.Items>(Read.Task("command: x, each_line: urls.txt", Files).Expansion).List);

    [Fact]
    public void Rows_of_a_table_become_tasks()
    {
        var table = Read.Task("command: x, from_csv: grid.csv", Files).Expansion;

        Assert.Equal(2, table.Count);
        Assert.Equal("0.1", table.Variable("csv.lr", 0));
        Assert.Equal("a, \"b\"\nc", table.Variable("csv.note", 0));
        Assert.Equal("", table.Variable("csv.note", 1));
    }

    [Fact]
    public void Files_below_a_directory_become_tasks_in_a_stable_order()
    {
        Assert.Equal(["logs/old/y.log", "logs/x.log", "logs/z.txt"],
            Assert.IsType<Expansion.Items>(Read.Task("command: x, each_file: logs/", Files).Expansion).List);
        Assert.Equal(["logs/old/y.log", "logs/x.log"],
            Assert.IsType<Expansion.Items>(Read.Task("command: x, each_file: {under: logs, match: \"*.log\"}", Files)
                .Expansion).List);
        Assert.Equal(["logs/old/y.log"],
            Assert.IsType<Expansion.Items>(Read.Task("command: x, each_file: {under: logs, match: \"old/*\"}", Files)
                .Expansion).List);
    }

    [Fact]
    public void A_path_may_come_from_a_parameter()
    {
        var job = Read.Job("params: {list: nothing}\ntasks: [{command: x, each_line: \"${params.list}.txt\"}]", Files,
            ("list", "urls"));

        Assert.Equal(3, job.TaskCount);
    }
}
