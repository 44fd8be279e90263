using System.Collections.Immutable;
using System.Text.Json;
using Rota.App.Explaining;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.State;

namespace Rota.Cli.Tests.Explaining;

/// <summary>What a check found, in sentences and as programs read it.</summary>
public sealed class ReasonWordsTests
{
    private static readonly Capacity Node = new()
    {
        Slots = 40, MilliCpus = 4_000, MemoryBytes = 10L << 30, Gpus = ["a", "b"],
        Licences = ImmutableSortedDictionary<string, long>.Empty.Add("tool", 8),
    };

    private readonly Reconciler reconciler = new(new CellNodes(new NodeLedger(Node)), 1, (_, _, _) => "disk") { NextAttempt = 1 };

    [Fact]
    public void Lack_of_room_is_told_in_the_unit_of_what_is_lacking()
    {
        var ledger = reconciler.Nodes.Own.Ledger;
        Assert.Equal("no room: asks for 1 slot, 0 of 40 free", Refused(ledger.Slots, asked: 1, used: 40));
        Assert.Equal("no room: asks for 1.5 cpus, 1 of 4 free", Refused(ledger.Cpus, asked: 1_500, used: 3_000));
        Assert.Equal("no room: asks for 8G memory, 6G of 10G free", Refused(ledger.Memory, asked: 8L << 30, used: 4L << 30));
        Assert.Equal("no room: asks for 3 license/tool, 2 of 8 free", Refused(ledger.Licence("tool"), asked: 3, used: 6));
    }

    [Fact]
    public void What_can_never_run_says_so() =>
        Assert.Equal("asks for 3 gpus, this machine has 2: can never run here", Refused(reconciler.Nodes.Own.Ledger.Gpus, asked: 3_000, used: 0));

    [Fact]
    public void Room_that_does_not_lie_on_one_gpu_is_told_apart_from_no_room()
    {
        var ledger = reconciler.Nodes.Own.Ledger;
        Assert.Equal("no room: asks for 1 gpu, 0.5 of 2 free", Refused(ledger.Gpus, asked: 1_000, used: 1_500));
        ledger.Learn(ledger.Gpus.Id, 0);
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            ledger.Reserve(new AttemptId(attempt), Sharing(600));
        }

        Assert.Equal("no room: asks for 0.5 gpus, 0.8 of 2 free, at most 0.4 of one", RefusalWords.Sentence(NodeLedger.Check(Sharing(500))!));
        ledger.Learn(ledger.Gpus.Id, 200);
        Assert.Equal("no room: asks for 1 gpu, 1.8 of 2 free, 0 of them whole", RefusalWords.Sentence(NodeLedger.Check(Sharing(1_000))!));

        Shape Sharing(long thousandths) =>
            new() { Id = 1, Gpus = ledger.ClaimOf(new ResourceRequest { GpuShare = (int)(thousandths % 1_000), Gpus = (int)(thousandths / 1_000) }, 1).Gpus, Charges = [new Charge(ledger.Gpus, thousandths, long.MaxValue)] };
    }

    [Fact]
    public void The_holders_of_a_licence_are_named_the_first_five_of_them()
    {
        Start(10, new ResourceRequest { Slots = 1, Licences = ImmutableSortedDictionary<string, long>.Empty.Add("tool", 1) });
        var (refused, held) = Explain(9);
        Assert.Equal("no room: asks for 1 license/tool, 0 of 8 free", refused.Reason);
        Assert.Equal("held by: 3.train (8 running): 3.train.0, 3.train.1, 3.train.2, 3.train.3, 3.train.4 and 3 more", held.Reason);
        Assert.Equal(
            """
            {"version":1,"task":"3.train.9","label":"train[9]","params":{},"state":"ready","reasons":[
            {"code":"no-room","reason":"no room: asks for 1 license/tool, 0 of 8 free",
            "refusal":{"code":"no-room","account":"license/tool","asked":1,"used":8,"free":0,"limit":8}},
            {"code":"held-by","reason":"held by: 3.train (8 running): 3.train.0, 3.train.1, 3.train.2, 3.train.3, 3.train.4 and 3 more",
            "holders":{"tasks":["3.train.0","3.train.1","3.train.2","3.train.3","3.train.4"],"more":3}}]}
            """.Replace("\n", "", StringComparison.Ordinal),
            JsonSerializer.Serialize(new TaskExplanation("3.train.9", "train[9]", default, TaskState.Ready, [refused, held]), ExplainJson.Default.TaskExplanation));
    }

    [Fact]
    public void The_holders_of_gpus_and_of_limits_are_named()
    {
        Start(3, new ResourceRequest { Gpus = 1 });
        Assert.Equal("held by: 3.train (2 running): 3.train.0, 3.train.1", Explain(2).Held.Reason);
        reconciler.Learn([new AccountUse(AccountId.Queue("default"), 2, 2)], []);
        var (refused, held) = Explain(2);
        Assert.Equal("limit queue default: 2 of 2 in use", refused.Reason);
        Assert.Equal(["3.train.0", "3.train.1"], held.Holders!.Tasks);
    }

    [Fact]
    public void Those_of_a_full_machine_are_told_by_entry()
    {
        Start(50, new ResourceRequest { Slots = 1 });
        var held = Explain(49).Held;
        Assert.Equal("held by: 3.train (40 running)", held.Reason);
        Assert.Null(held.Holders);
    }

    [Theory]
    [InlineData(1, 1, "limit", "limit-reached", "limit queue default: 1 of 1 in use")]
    [InlineData(3, 1, "limit", "account-overdrawn", "limit queue default: 3 of 1 in use")]
    [InlineData(3, 0, "queue-paused", "paused", "queue default lets nothing start: it is paused, or its limit is 0")]
    public void A_limit_says_what_it_lets_run(long used, long limit, string code, string kind, string sentence)
    {
        reconciler.Learn([new AccountUse(AccountId.Queue("default"), used, limit)], []);
        Start(1, new ResourceRequest { Slots = 1 });
        var job = reconciler.Jobs[new JobId(3)];
        var refused = ReasonWords.Of(Assert.Single(Explanation.Of(reconciler, job, 0, 0, isServed: true)));
        Assert.Equal((code, kind, sentence), (refused.Code, refused.Refusal!.Code, refused.Reason));
    }

    [Fact]
    public void A_node_whose_name_nobody_knows_has_its_number() =>
        Assert.Equal(("box", "7"), (NodeWords.Name(new Dictionary<NodeId, string> { [NodeId.Home] = "box" }, NodeId.Home),
            NodeWords.Name(new Dictionary<NodeId, string>(), new NodeId(7))));

    private string Refused(Account account, long asked, long used)
    {
        reconciler.Nodes.Own.Ledger.Learn(account.Id, used);
        return RefusalWords.Sentence(NodeLedger.Check(new Shape { Id = 1, Charges = [new Charge(account, asked, long.MaxValue)] })!);
    }

    private (ReasonView Refused, ReasonView Held) Explain(int index)
    {
        var reasons = Explanation.Of(reconciler, reconciler.Jobs[new JobId(3)], 0, index, isServed: true);
        return (ReasonWords.Of(Assert.Single(reasons.OfType<Reason.Refused>())), ReasonWords.Of(Assert.Single(reasons.OfType<Reason.Held>())));
    }

    /// <summary>An array of the entry "train" in job 3, of which as many start as there is room for.</summary>
    private void Start(int tasks, ResourceRequest resources)
    {
        reconciler.Begin(new Instant(1));
        reconciler.Adopt(new ActiveJob(new JobId(3), new JobSpec
        {
            Name = "job",
            Directory = "/",
            Policies = [new TaskPolicy { Resources = resources }],
            Tasks =
            [
                new TaskSpec
                {
                    Id = "train",
                    Command = new Command { Kind = CommandKind.Argv, Words = ["true"] },
                    Expansion = new Expansion.Array([new NumberRange(0, tasks - 1)]),
                },
            ],
        }), [], []);
        reconciler.Dispatch();
    }
}
