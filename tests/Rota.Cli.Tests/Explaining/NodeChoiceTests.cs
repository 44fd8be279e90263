using System.Collections.Immutable;
using Rota.App;
using Rota.App.Cells;
using Rota.App.Explaining;
using Rota.App.Planning;
using Rota.App.Problems;
using Rota.App.Submitting;
using Rota.Cli.Tests.Submitting;
using Rota.Core.Jobs;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Placement.Strategies;
using Rota.Store.Nodes;

namespace Rota.Cli.Tests.Explaining;

/// <summary>What is said of where tasks may run, by the code that places them: on submission, in plans, by explain and offers.</summary>
public sealed class NodeChoiceTests : IDisposable
{
    private static readonly string Own = Environment.MachineName;
    private readonly Desk desk = new();

    public void Dispose() => desk.Dispose();

    private Site Site => desk.Site;

    [Fact]
    public void A_job_that_no_machine_may_run_yet_is_accepted_with_a_word_and_says_why_it_waits()
    {
        var accepted = SubmitCases.Accept(Site, Job(1, requires: [new NodeTerm("disk", ["ssd"])]));
        Assert.Equal(
            [$"task a waits for a node with disk=ssd: only this machine is here, {Own}; on a machine that has it: rota cell label disk=ssd"],
            accepted.Waits);
        var reason = Assert.Single(ExplainCase.Of(Site, "1.a").Reasons, reason => reason.Code == "no-node");
        Assert.Equal(
            $"only this machine is here, {Own}, and it has no label disk, and disk=ssd is required: label it (rota cell label disk=ssd), or let another join (rota cell token)",
            reason.Reason);

        LabelCase.Label(Site, new LabelRequest { Labels = Labels("disk", "ssd"), Zone = "r1" });
        Assert.DoesNotContain(ExplainCase.Of(Site, "1.a").Reasons, one => one.Code == "no-node");
        Assert.Null(SubmitCases.Accept(Site, Job(1, requires: [new NodeTerm("disk", ["ssd"]), new NodeTerm("zone", ["r1"])])).Waits);
        LabelCase.Label(Site, new LabelRequest { Without = ["disk"] });
        Assert.Equal("no label disk", ExplainCase.Of(Site, "1.a").Reasons.Single(one => one.Code == "no-node").Nodes![0].Reason!.Split("has ")[1].Split(", ")[0]);
    }

    [Fact]
    public void What_no_node_that_may_run_it_could_ever_hold_is_refused()
    {
        Node("big", slots: 8);
        Node("small", slots: 2, ("disk", "ssd"));
        var wide = Job(1, requires: [new NodeTerm("disk", ["ssd"])], slots: 4);
        Assert.Equal(["task a asks for 4 slots, small has 2: can never run there"], SubmitCases.Plan(Site, wide).Misfits);
        Desk.Refuses(ProblemCodes.NeverFits, () => SubmitCases.Accept(Site, wide));
        Assert.True(SubmitCases.Accept(Site, Job(1, requires: [new NodeTerm("node", ["big"])], slots: 8)).New);
    }

    [Fact]
    public void Each_node_says_what_it_refuses_for_the_nearest_first()
    {
        Node("full", slots: 1, ("disk", "ssd"));
        Node("plain", slots: 4);
        Node("closed", slots: 4, ("disk", "ssd"));
        Node("away", slots: 4, isConnected: false, ("disk", "ssd"));
        using (var nodes = Site.Create().Nodes())
        {
            nodes.Stand("closed", NodeStanding.Cordoned);
        }

        SubmitCases.Accept(Site, Job(1, requires: [new NodeTerm("disk", ["ssd"])], slots: 1));
        Assert.Equal(("full", "takes", 1L), Told(OffersCase.Of(Site, "1").Nodes[0]));
        var accepted = SubmitCases.Accept(Site, Job(1, requires: [new NodeTerm("disk", ["ssd"])], slots: 2));
        Assert.Null(accepted.Waits);
        var offers = OffersCase.Of(Site, "2.a");
        Assert.Equal(
            [("full", "never-fits", null), (Own, "label", null), ("plain", "label", null), ("closed", "cordoned", null), ("away", "cut-off", null)],
            offers.Nodes.Select(Told).OrderBy(node => node.Item1 == "closed" || node.Item1 == "away").ThenBy(node => node.Item1 == "full" ? 0 : node.Item1 == Own ? 1 : 2));
        Assert.Equal("full", offers.Nodes[0].Node);
        var reason = ExplainCase.Of(Site, "2.a").Reasons.Single(one => one.Code == "no-node");
        Assert.StartsWith("none of 5 nodes takes it now: full: asks for 2 slots, full has 1: can never run there; ", reason.Reason, StringComparison.Ordinal);
        Assert.Equal(offers.Nodes.Select(node => node.Reason), reason.Nodes!.Select(node => node.Reason));
    }

    [Fact]
    public void A_plan_says_what_would_run_where_and_what_waits()
    {
        Assert.Null(SubmitCases.Plan(Site, Job(4)).Now);
        Node("n1", slots: 4, ("disk", "ssd"));
        Node("n2", slots: 2, ("disk", "ssd"));
        var plan = SubmitCases.Plan(Site, Job(9, requires: [new NodeTerm("disk", ["ssd"])], slots: 1));
        Assert.Equal([new PlacedTasks("n1", 4), new PlacedTasks("n2", 2)], plan.Now!.Nodes);
        Assert.Equal(3, plan.Now.Waiting);
        Assert.StartsWith("4 on n1, 2 on n2, 3 wait: none of 3 nodes takes it now: ", plan.Now.Sentence, StringComparison.Ordinal);

        // Nothing was written, and what is submitted finds what the plan said.
        SubmitCases.Accept(Site, Job(2, requires: [new NodeTerm("node", ["n1"])], slots: 2));
        var later = SubmitCases.Plan(Site, Job(9, requires: [new NodeTerm("disk", ["ssd"])], slots: 1));
        Assert.Equal([new PlacedTasks("n1", 4), new PlacedTasks("n2", 2)], later.Now!.Nodes);
        Assert.Equal("requires disk=ssd and node not n1", SubmitCases.Plan(Site, Job(1, requires: [new("disk", ["ssd"]), new("node", ["n1"], IsNot: true)])).Entries[0].Starts[0]);
    }

    [Fact]
    public void The_parts_of_a_score_are_those_that_choose()
    {
        Node("n1", slots: 4, ("disk", "ssd"));
        SubmitCases.Accept(Site, Job(2, requires: [new NodeTerm("disk", ["ssd"])], slots: 1, prefers: [new NodeTerm("disk", [])], strategy: Strategy.Pack));
        var offers = OffersCase.Of(Site, "1");
        Assert.Equal(("1.a.0", "pack"), (offers.Task, offers.Placement));
        var score = offers.Nodes[0].Score!;
        Assert.Equal((0.25, 0, -4, 0L, -3.75), (score.Used, score.Starting, score.Preferred, score.OnNode, score.Total));
    }

    [Theory]
    [InlineData("node", "x")]
    [InlineData("zone", "x")]
    [InlineData("my disk", "x")]
    [InlineData("disk", "")]
    [InlineData("disk", "a,b")]
    [InlineData("disk", "!a")]
    public void A_label_that_jobs_could_not_ask_for_is_refused(string label, string value) =>
        Desk.Refuses(ProblemCodes.Usage, () => LabelCase.Label(Site, new LabelRequest { Labels = Labels(label, value) }));

    private static (string, string, long?) Told(NodeOfferView node) => (node.Node, node.Answer, node.Room);

    private static ImmutableSortedDictionary<string, string> Labels(string label, string value) => NodeTraits.NoLabels.Add(label, value);

    private static SubmitRequest Job(int tasks, NodeTerm[]? requires = null, int slots = 0, NodeTerm[]? prefers = null, Strategy strategy = default)
    {
        var request = Desk.Job();
        var nodes = new NodeChoice { Requires = [.. requires ?? []], Prefers = [.. prefers ?? []], Strategy = strategy };
        return request with
        {
            Job = request.Job with
            {
                Policies = [new TaskPolicy { Resources = new ResourceRequest { Slots = slots }, Nodes = nodes }],
                Tasks = [request.Job.Tasks[0] with { Expansion = tasks == 1 ? Expansion.One.Instance : new Expansion.Array([new NumberRange(0, tasks - 1)]) }],
            },
        };
    }

    private void Node(string name, int slots, params (string, string)[] labels) => Node(name, slots, isConnected: true, labels);

    private void Node(string name, int slots, bool isConnected, params (string Label, string Value)[] labels)
    {
        var home = Site.Create();
        using var nodes = home.Nodes();
        var id = nodes.Register(new NodeSaid
        {
            Name = name,
            Capacity = new Capacity { Slots = slots, MilliCpus = 64_000, MemoryBytes = 1L << 40 },
            Boot = "b",
            State = "/s",
            Labels = labels.ToImmutableSortedDictionary(pair => pair.Label, pair => pair.Value),
        });
        if (isConnected)
        {
            Directory.CreateDirectory(home.State.Doors);
            File.WriteAllText(home.State.Door(id.Value), "");
        }
    }
}
