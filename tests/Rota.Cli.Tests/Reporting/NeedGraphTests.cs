using Rota.App.Reporting;

namespace Rota.Cli.Tests.Reporting;

/// <summary>The graph of a job stays small enough to look at, whatever the job.</summary>
public sealed class NeedGraphTests
{
    [Fact]
    public void A_job_of_one_entry_has_none() => Assert.Null(NeedGraph.Of([Entry("a", 0)]));

    [Fact]
    public void A_few_entries_are_a_box_each_with_their_needs()
    {
        var graph = NeedGraph.Of([Entry("a", 0) with { Failed = 1 }, Entry("b", 1, (0, true)) with { Skipped = 1 }, Entry("c", 1, (0, false))])!;
        Assert.Equal(GraphFolding.Entry, graph.Folding);
        Assert.Equal(["a", "b", "c"], graph.Boxes.Select(box => box.Name));
        Assert.Equal([new GraphEdge(0, 1, null, true), new GraphEdge(0, 2, null, false)], graph.Edges);
        Assert.Equal([KeyValuePair.Create("skipped", 1L)], graph.Boxes[1].Counts);
    }

    [Fact]
    public void Many_that_differ_in_a_number_are_one_box_a_level()
    {
        var graph = NeedGraph.Of([.. Enumerable.Range(0, 500).Select(at => Entry($"map_ID{at}", 0)), .. Enumerable.Range(0, 500).Select(at => Entry($"map_{at + 500}", 1, (at, false)))])!;
        Assert.Equal(GraphFolding.Family, graph.Folding);
        Assert.Equal([("map", 0, 500), ("map", 1, 500)], graph.Boxes.Select(box => (box.Name, box.Level, box.Entries)));
        Assert.Equal([new GraphEdge(0, 1, null, false)], graph.Edges);
    }

    [Fact]
    public void Many_different_names_are_one_box_a_level_and_many_levels_are_cut_in_words()
    {
        var wide = NeedGraph.Of([.. Enumerable.Range(0, 200).Select(at => Entry(new string((char)('a' + (at % 26)), 1 + (at / 26)), 0))])!;
        Assert.Equal(("step 1", 200), (wide.Boxes[0].Name, wide.Boxes[0].Entries));
        var deep = NeedGraph.Of([.. Enumerable.Range(0, 1000).Select(at => Entry($"s{at}", at, at == 0 ? [] : [(at - 1, false)]))])!;
        Assert.Equal((NeedGraph.BoxesMax, 1000 - NeedGraph.BoxesMax), (deep.Boxes.Count, deep.LevelsLeftOut));
    }

    private static ReportGroup Entry(string name, int level, params (int Group, bool Blocks)[] needs) =>
        new() { Name = name, Total = 1, Level = level, Needs = [.. needs.Select(need => new ReportNeed(need.Group, "succeeded", need.Blocks))] };
}
