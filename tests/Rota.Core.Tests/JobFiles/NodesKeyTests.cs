using Rota.Core.JobFiles;
using Rota.Core.JobFiles.Editing;
using Rota.Core.Jobs;
using Rota.Core.Placement.Strategies;

namespace Rota.Core.Tests.JobFiles;

/// <summary>Where tasks may run: <c>requires</c>, <c>prefers</c>, <c>placement</c>.</summary>
public sealed class NodesKeyTests
{
    public static TheoryData<string, string[], bool> Values() => new()
    {
        { "ssd", ["ssd"], false },
        { "7", ["7"], false },
        { "\"true\"", ["true"], false },
        { "[a, b, a]", ["a", "b"], false },
        { "\"!n1\"", ["n1"], true },
        { "[\"!n1\", \"!n2\"]", ["n1", "n2"], true },
        { "true", [], false },
        { "false", [], true },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_label_is_one_of_its_values_or_none_of_them(string value, string[] values, bool isNot)
    {
        var nodes = Read.Policy($"requires: {{disk: {value}}}, prefers: {{node: {value}}}").Nodes;
        Assert.Equal(new NodeTerm("disk", [.. values], isNot), Assert.Single(nodes.Requires));
        Assert.Equal(new NodeTerm("node", [.. values], isNot), Assert.Single(nodes.Prefers));
    }

    [Theory]
    [InlineData("requires: ssd", "requires must be a mapping, not \"ssd\"; write labels of nodes and their values, requires: {disk: ssd, zone: [a, b]}")]
    [InlineData("requires: {disk: []}", "disk in requires has no value that it may be; write one or several, or disk: true for any")]
    [InlineData("prefers: {disk: [a, \"!b\"]}", "disk in prefers says what it may be and what it may not be; write only the values that it may be, or a ! before each")]
    [InlineData("requires: {disk: {a: b}}", "disk in requires must be a text, not a mapping")]
    [InlineData("requires: {disk: \"!\"}", "disk in requires cannot be \"\"; a value is of")]
    [InlineData("requires: {disk: \"a,b\"}", "disk in requires cannot be \"a,b\"; a value is of")]
    [InlineData("requires: {\"my disk\": a}", "requires cannot name a label \"my disk\"; a label is of")]
    [InlineData("requires: {node: !n1}", "scanning a tag")]
    [InlineData("requires: {node: !n1}", "; a text that begins with ! stands in quotes")]
    [InlineData("requires: {node: !n1 }", "the tag !n1 is not supported; a text that begins with ! stands in quotes: \"!n1\"")]
    [InlineData("placement: packed", "placement must be balance, pack, spread, two-choices or external, not \"packed\"; did you mean pack?")]
    public void A_mistake_is_told_with_the_next_step(string body, string problem) =>
        Assert.Contains(problem, string.Join('\n', Read.Problems($"tasks:\n  - {{command: x, {body}}}").Select(one => one.ToString())), StringComparison.Ordinal);

    [Fact]
    public void Entries_take_over_the_defaults_and_state_their_own()
    {
        var job = Read.Job("""
            defaults: {requires: {disk: ssd}, prefers: {zone: a}, placement: spread}
            tasks:
              - {id: a, command: x}
              - {id: b, command: x, requires: {gpu: true}, placement: pack}
              - {id: c, command: x, requires: {}}
            """);
        NodeChoice Of(int entry) => job.Policies[job.Tasks[entry].Policy].Nodes;
        Assert.Equal(("disk", "zone", Strategy.Spread), (Of(0).Requires[0].Label, Of(0).Prefers[0].Label, Of(0).Strategy));
        Assert.Equal(("gpu", "zone", Strategy.Pack), (Of(1).Requires[0].Label, Of(1).Prefers[0].Label, Of(1).Strategy));
        Assert.Empty(Of(2).Requires);
        Assert.Equal(3, job.Policies.Length);
    }

    [Theory]
    [InlineData("disk=ssd", "disk", new[] { "ssd" }, false)]
    [InlineData("zone=a,b", "zone", new[] { "a", "b" }, false)]
    [InlineData("node=!n1,!n2", "node", new[] { "n1", "n2" }, true)]
    [InlineData("node=true", "node", new[] { "true" }, false)]
    [InlineData("gpu", "gpu", new string[0], false)]
    [InlineData("!gpu", "gpu", new string[0], true)]
    public void Options_say_the_same(string text, string label, string[] values, bool isNot)
    {
        var read = JobOptions.Read([new("--requires", "requires", text)], null, Read.Context(new InMemoryFiles()), [], out var refusals);
        Assert.Empty(refusals);
        Assert.Equal(new NodeTerm(label, [.. values], isNot), Assert.Single(read.Policy.Nodes.Requires));
    }

    [Theory]
    [InlineData("disk=", "cannot be \"\"")]
    [InlineData("=ssd", "cannot name a label")]
    [InlineData("a b=c", "cannot name a label")]
    [InlineData("disk=a,!b", "says what it may be and what it may not be")]
    public void An_option_that_says_nothing_is_refused(string text, string problem)
    {
        _ = JobOptions.Read([new("--prefers", "prefers", text)], null, Read.Context(new InMemoryFiles()), [], out var refusals);
        Assert.Contains(problem, Assert.Single(refusals).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void What_may_be_edited_is_written_as_it_is_read(string value, string[] values, bool isNot)
    {
        var job = Read.Job($"tasks: [{{id: a, command: x, requires: {{disk: {value}}}, prefers: {{b/c: {value}}}, placement: two-choices}}]");
        var text = EntryFileWriter.Write(job, [0], []);
        var edited = Assert.IsType<JobFileResult.Accepted>(EntryFileReader.Read(text, "edited", job, [0], Read.Context(new InMemoryFiles()))).Job;
        Assert.Equal(new NodeTerm("disk", [.. values], isNot), Assert.Single(edited.Policies[edited.Tasks[0].Policy].Nodes.Requires));
        Assert.Equal(job.Policies[job.Tasks[0].Policy], edited.Policies[edited.Tasks[0].Policy]);
    }
}
