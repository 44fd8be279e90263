using Rota.Core.Bytes;
using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Grammar;
using Rota.Core.Model;

namespace Rota.Core.Tests.JobFiles;

/// <summary>Lists of inputs, and commands in a joblog.</summary>
public sealed class ItemListTests
{
    [Theory]
    [InlineData("a\nb", "a|b")]
    [InlineData("a\n\nb\n", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("a\r\r\nb\r", "a\r|b\r")] // only what ends a line is no part of it
    [InlineData("\uFEFFa\n\uFEFFb\n", "a|\uFEFFb")]
    [InlineData(" x\n y \n", " x| y ")]
    [InlineData("", "")]
    public void A_line_is_an_item(string text, string items)
    {
        Assert.Equal(items, string.Join('|', ItemList.Lines(text, 10, out var count)));
        Assert.Equal(items.Length == 0 ? 0 : items.Split('|').Length, count);
    }

    [Theory]
    [InlineData("a\0b", "a|b")]
    [InlineData("a\0\0b\0", "a||b")]
    [InlineData("\uFEFFa\r\n\0\n\0", "\uFEFFa\r\n|\n")]
    public void An_item_that_ends_with_NUL_is_kept_as_it_is(string text, string items)
    {
        Assert.Equal(items.Split('|'), ItemList.Ended(text, 10, out var count));
        Assert.Equal(items.Split('|').Length, count);
    }

    [Fact]
    public void No_more_are_kept_than_asked_for_and_all_are_counted()
    {
        Assert.Equal("a", Assert.Single(ItemList.Lines("a\nb\nc", 1, out var lines)));
        Assert.Equal("a", Assert.Single(ItemList.Ended("a\0b\0c", 1, out var items)));
        Assert.Equal((3, 3), (lines, items));
    }

    [Fact]
    public void A_NUL_is_found_with_its_place()
    {
        Assert.Null(ItemList.Nul("a\nb", "list", "hint"));
        Assert.Equal("list:2:3: a NUL byte, which no argument, path or variable can hold; hint",
            ItemList.Nul("a\nbc\0d", "list", "hint")!.ToString());
    }

    [Fact]
    public void A_command_in_a_joblog_is_one_line_and_comes_back()
    {
        var random = new Prng(11);
        for (var round = 0; round < 20_000; round++)
        {
            byte[] bytes = [.. Enumerable.Range(0, (int)random.NextBelow(20)).Select(_ => (byte)(1 + (int)random.NextBelow(255)))];
            var command = ByteText.Of(bytes);
            var column = JoblogCommand.Write(command);
            Assert.DoesNotContain('\n', column);
            Assert.Equal(command, JoblogCommand.Read(ByteText.Of(ByteText.Bytes(column))));
        }
    }

    [Fact]
    public void A_job_file_of_other_bytes_is_refused_with_their_place()
    {
        Assert.StartsWith("job.yaml:1:21: the byte \\xe9 is no UTF-8", Read.Problem("tasks: [{command: \"a\uDCE9\"}]"),
            StringComparison.Ordinal);
        Assert.StartsWith("job.yaml:2:16: the byte \\xff is no UTF-8", Read.Problem("tasks:\n- command: a # \uDCFF"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\\uDCE9")]
    [InlineData("\\uD800")]
    public void Half_of_a_pair_is_no_character_of_a_job_file(string escape) =>
        Assert.StartsWith("job.yaml:1:", Read.Problem($"tasks: [{{command: \"a{escape}\"}}]"), StringComparison.Ordinal);

    [Fact]
    public void A_job_file_may_begin_with_a_byte_order_mark() =>
        Assert.Equal("job", Read.Job("\uFEFFtasks: [{command: a}]").Name);

    [Fact]
    public void Values_from_files_hold_any_bytes()
    {
        var files = new InMemoryFiles
        {
            ["/work/lines"] = "x\uDCE9\n",
            ["/work/table"] = "a,b\n\uDCE9,\"\uDCFF\n\"\n",
            ["/work/dir/\uDCC0\uDCAF"] = "",
            ["/work/odd"] = "a,\uDCE9\n1,2\n",
        };
        Assert.Equal("x\uDCE9", Read.Task("command: x, each_line: lines", files).Expansion.Variable("line", 0));
        Assert.Equal("\uDCFF\n", Read.Task("command: x, from_csv: table", files).Expansion.Variable("csv.b", 0));
        Assert.Equal("dir/\uDCC0\uDCAF", Read.Task("command: x, each_file: dir", files).Expansion.Variable("file", 0));
        Assert.Contains("cannot be called \"\\xe9\"", Read.TaskProblem("command: x, from_csv: odd", files), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("each_line")]
    [InlineData("from_csv")]
    public void A_NUL_in_a_file_that_is_named_is_refused_with_its_place(string key) =>
        Assert.StartsWith("list:2:2: a NUL byte",
            Read.TaskProblem($"command: x, {key}: list", new InMemoryFiles { ["/work/list"] = "a\nb\0c\n" }), StringComparison.Ordinal);
}
