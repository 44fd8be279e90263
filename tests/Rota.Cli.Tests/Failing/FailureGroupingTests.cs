using System.Text.Json;
using Rota.App.Failing;
using Rota.App.Views;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Store.Records;

namespace Rota.Cli.Tests.Failing;

/// <summary>Failed tasks of one cause are together, with what to type; what is held of them is bounded.</summary>
public sealed class FailureGroupingTests
{
    [Fact]
    public void The_most_frequent_cause_is_first_and_one_exit_code_has_many()
    {
        var groups = Of(Failed(0, 1, "no space at 7"), Failed(1, 1, "loss 1.5"), Failed(2, 1, "loss 2"), Failed(3, 2, "loss 3"));
        Assert.Equal([("exit 1", "loss #", 2L), ("exit 1", "no space at #", 1L), ("exit 2", "loss #", 1L)], groups.Groups.Select(group => (group.Ending, group.Shape, group.Tasks)));
        Assert.Equal((4, 0), (groups.Tasks, groups.Others));
        Assert.Equal("rota rerun 42 --like 42.train.1", groups.Groups[0].Rerun);
        Assert.Equal("rota rerun 42 --failed", groups.Rerun);
    }

    [Theory]
    [InlineData(TaskState.TimedOut, null, 9, "timed out")]
    [InlineData(TaskState.OomKilled, null, 9, "out of memory")]
    [InlineData(TaskState.Lost, null, null, "lost")]
    [InlineData(TaskState.Failed, 137, null, "exit 137")]
    [InlineData(TaskState.Failed, null, 9, "SIGKILL")]
    [InlineData(TaskState.Failed, null, 11, "SIGSEGV")]
    [InlineData(TaskState.Failed, null, 31, "SIGSYS")]
    [InlineData(TaskState.Failed, null, 40, "signal 40")]
    [InlineData(TaskState.Failed, null, null, "could not start")]
    public void An_ending_is_two_words(TaskState state, int? exit, int? signal, string ending) =>
        Assert.Equal(ending, Of(Failed(0, exit, null) with { State = state, Signal = signal }).Groups[0].Ending);

    [Fact]
    public void It_says_when_the_first_and_the_last_ended_and_where()
    {
        var group = Of(Failed(5, 1, "x"), Failed(3, 1, "x") with { Node = new NodeId(7) }, Failed(9, 1, "x")).Groups[0];
        Assert.Equal((new Instant(3), new Instant(9)), (group.First, group.Last));
        Assert.Equal(["here", "far"], group.Nodes);
    }

    [Fact]
    public void A_frequent_cause_is_found_among_a_hundred_thousand_that_are_each_alone()
    {
        var groups = Of([.. Enumerable.Range(0, 100_000).Select(at => Failed(at, at % 4 == 0 ? 5 : 1, at % 4 == 0 && at > 50_000 ? "late" : Letters(at)))]);
        Assert.Equal(("exit 5", "late"), (groups.Groups[0].Ending, groups.Groups[0].Shape));
        Assert.InRange(groups.Groups[0].Tasks, 12_000, 12_500);
        Assert.Equal(FailureGrouping.GroupsMax, groups.Groups.Count);
        Assert.Equal(100_000, groups.Groups.Sum(group => group.Tasks) + groups.Others);
    }

    [Fact]
    public void A_message_that_is_no_text_is_shown_and_kept_in_json()
    {
        var json = JsonDocument.Parse(Json.Line(Of(Failed(0, 1, "caf\uDCE9")), FailingJson.Default.FailureGroups)).RootElement;
        var example = json.GetProperty("groups")[0].GetProperty("examples")[0];
        Assert.Equal(@"caf\xe9", example.GetProperty("message").GetString());
        Assert.Equal([.. "caf"u8, 0xE9], example.GetProperty("message_base64").GetBytesFromBase64());
        Assert.Equal(1, json.GetProperty("version").GetInt32());
    }

    [Fact]
    public void Nothing_that_failed_is_no_group()
    {
        Assert.Empty(Of().Groups);
        Assert.Null(Of().Rerun);
    }

    private static FailureGroups Of(params TaskRow[] rows)
    {
        var spec = new JobSpec
        {
            Name = "job", Directory = "/", Policies = [new TaskPolicy()],
            Tasks = [new TaskSpec { Id = "train", Command = new Command { Kind = CommandKind.Argv, Words = ["true"] }, Expansion = new Expansion.Array([new NumberRange(0, 1_000_000)]) }],
        };
        var grouping = new FailureGrouping(new JobId(42), spec, new Dictionary<NodeId, string> { [NodeId.Home] = "here", [new NodeId(7)] = "far" });
        foreach (var row in rows)
        {
            grouping.Add(row);
        }

        return grouping.Finish();
    }

    private static TaskRow Failed(int index, int? exit, string? reason) =>
        new() { Group = 0, Index = index, State = TaskState.Failed, ExitCode = exit, Reason = reason, Ended = new Instant(index), Node = NodeId.Home };

    private static string Letters(int number) => new([.. $"{number}".Select(digit => (char)('a' + digit - '0'))]);
}
