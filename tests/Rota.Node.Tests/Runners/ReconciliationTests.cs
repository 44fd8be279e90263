using System.Collections.Immutable;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling;
using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Fabric;
using Rota.Fabric.Orders;
using Rota.Fabric.Wire;
using Rota.Node.Agent;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Journals;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Orders;
using Rota.Node.Keeper.Records;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;
using Rota.Node.Tests.Keeper;
using Rota.Runners.Nodes;
using Rota.Store;

namespace Rota.Node.Tests.Runners;

/// <summary>
/// What comes of an attempt when a runner meets a node: each combination of what the home knows, what the node knows and
/// who of the two knows the later epoch, run through the keeper's rules, the wire and the runner's rules, and held against
/// the table of docs/design/036-cut-off-nodes.md.
/// </summary>
public sealed class ReconciliationTests
{
    private const long NodeEpoch = 5, Fence = 3, Attempt = 7;
    private static readonly NodeId Two = new(2);
    private static readonly string[] AtHome = ["waiting", "starting", "running", "stopping", "given up", "never known"];
    private static readonly string[] AtNode = ["unknown", "waiting", "starting", "running", "ended", "of an earlier boot", "journal damaged"];
    private static readonly string[] Fences = ["newer", "same", "older"];
    private static readonly string[] Labels = ["expected", "conceivable", "impossible"];

    private static Dictionary<(string Home, string Node, string Fence), (string Label, string Action)> Table { get; } =
        File.ReadLines(Path.Combine(Root, "docs/design/036-cut-off-nodes.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 7 && AtHome.Contains(cells[1]))
            .SelectMany(cells => Fences.Select((fence, at) => (Key: (cells[1], cells[2], fence), Cell: cells[3 + at].Split(": ", 2))))
            .ToDictionary(one => one.Key, one => (one.Cell[0], one.Cell[1]));

    public static TheoryData<string, string, string> Combinations
    {
        get
        {
            var all = new TheoryData<string, string, string>();
            foreach (var home in AtHome)
            {
                foreach (var node in AtNode)
                {
                    foreach (var fence in Fences)
                    {
                        all.Add(home, node, fence);
                    }
                }
            }

            return all;
        }
    }

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Rota.slnx")))
            {
                folder = folder.Parent!;
            }

            return folder.FullName;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void Each_combination_comes_to_what_the_table_says(string home, string node, string fence) =>
        Assert.Equal(Table[(home, node, fence)].Action, Meet(home, node, fence));

    [Fact]
    public void The_table_has_each_combination_once_and_labels_it()
    {
        Assert.Equal(AtHome.Length * AtNode.Length * Fences.Length, Table.Count);
        Assert.All(Table, row => Assert.Contains(row.Value.Label, Labels));
    }

    /// <summary>What is found in no table row: two answers for one attempt, or none where it holds room.</summary>
    [Theory]
    [MemberData(nameof(Combinations))]
    public void Nothing_that_may_run_is_ordered_again(string home, string node, string fence)
    {
        var action = Meet(home, node, fence);
        var mayRun = node is "starting" or "running" or "ended" or "of an earlier boot" or "journal damaged" || home is "running" or "stopping";
        Assert.False(mayRun && action.Contains("order again", StringComparison.Ordinal), action);
    }

    private static string Meet(string home, string node, string fence)
    {
        var epoch = fence switch { "newer" => NodeEpoch + 1, "same" => NodeEpoch, _ => NodeEpoch - 1 };
        if (Greet(node, epoch) is not { } snapshot)
        {
            return "the runner is refused";
        }

        var log = new ListedLog();
        var reconciler = Home(home);
        var orders = new List<NodeOrder>();
        var arrivals = new List<NodeEvent>();
        var late = new LateWord(NodeId.Home, attempt => home == "given up" ? new JobId(1) : null, (_, order) => orders.Add(order), reconciler, log);
        Reunion.Hold(reconciler, arrivals, Two, snapshot, node == "of an earlier boot" ? Fence + 1 : 1);
        foreach (var waiting in snapshot.Waiting)
        {
            late.Stop(waiting, Two);
        }

        late.Hear(arrivals, 0);
        var wasLive = reconciler.Attempts.ContainsKey(new(Attempt));
        arrivals.ForEach(reconciler.Apply);
        return Told(reconciler, arrivals, orders, wasLive, log);
    }

    private static string Told(Reconciler reconciler, List<NodeEvent> arrivals, List<NodeOrder> orders, bool wasLive, ListedLog log)
    {
        var changes = reconciler.Changes;
        List<string> told =
        [
            .. changes.Ended.Select(ended => ended.Outcome switch
            {
                TaskState.Lost => "lost",
                TaskState.Cancelled when arrivals.Any(report => report is NodeEvent.Lost) => "lost, cancelled",
                TaskState.Cancelled => "cancelled",
                _ => "ended",
            }),
            .. changes.Withdrawn.Select(_ => "given back"),
            .. wasLive && arrivals.Any(report => report is NodeEvent.Started) ? (string[])["runs"] : [],
            .. changes.Effects.Where(effect => reconciler.Attempts.ContainsKey(effect.Attempt.Id)).Select(effect => effect.Kind switch
            {
                EffectKind.Launch => "order again",
                EffectKind.Promote => "promote",
                EffectKind.Stop => "stop",
                var kind => $"{kind}",
            }),
            .. orders.Select(_ => "stop"),
            .. log.Names.Where(name => name == "attempt.ended-late").Select(_ => "told in the log"),
        ];
        return told.Count == 0 ? "nothing" : string.Join(", ", told);
    }

    /// <summary>What a node in such a state says to a runner of that epoch; null where it refuses it.</summary>
    private static ExecutorSnapshot? Greet(string state, long epoch)
    {
        var path = Path.GetTempFileName();
        var kernel = new ListedKernel();
        using var journal = Journal.Open(path, kernel.BootId, new LinuxKernel().Disk, static _ => { });
        var link = new KeeperLink(kernel);
        var table = new AttemptTable(link);
        var gaps = new Gaps();
        if (state == "journal damaged")
        {
            var gap = new FrameWriter();
            gap.Begin(FrameKind.JournalGap).Int64(-1).End();
            gaps.Replay(gap.Written.Span[4..]);
        }

        table.Claims.Note(NodeEpoch, ulong.MaxValue);
        Keep(table, state, kernel);
        var line = link.Open();
        line.IsFar = true;
        var records = new KeeperRecords(journal, link, AnchorIdentity.Unknown(kernel.BootId), kernel, gaps);
        var later = new Ownership(table, records, link, gaps).Claim(line, epoch, ulong.MaxValue, 1);
        File.Delete(path);
        if (later > 0)
        {
            line.Send(frame => frame.Begin(FrameKind.Refused).Int64(later).End());
        }

        var answer = new SnapshotReader();
        Assert.True(line.TryTake(out var frames));
        try
        {
            for (var rest = frames.Written.Span; rest.Length > 0; rest = rest[(4 + BitConverter.ToInt32(rest))..])
            {
                answer.Take(rest.Slice(4, BitConverter.ToInt32(rest)));
            }
        }
        catch (StoreException error) when (error.Failure == StoreFailure.Fenced)
        {
            return null;
        }

        return answer.Snapshot! with { Reports = [.. answer.Snapshot!.Reports.Select(report => report with { Node = Two })] };
    }

    private static void Keep(AttemptTable table, string state, ListedKernel kernel)
    {
        if (state is "unknown" or "of an earlier boot" or "journal damaged")
        {
            return;
        }

        var kept = new KeptAttempt(Attempt, 1) { Pid = 77, Started = kernel.Now };
        table.Add(kept);
        switch (state)
        {
            case "waiting":
                table.WaitingByShape.Add(kept);
                break;
            case "starting":
                kept.State = KeptState.Queued;
                break;
            case "running":
                table.Live(kept);
                break;
            case "ended":
                kept.Report = new ExitReport { Started = kernel.Now, Ended = kernel.Now, ExitCode = 0 };
                table.Over(kept);
                break;
        }
    }

    private static Reconciler Home(string state)
    {
        var capacity = new Capacity { Slots = 1, MilliCpus = 1_000, MemoryBytes = 1 };
        var nodes = new CellNodes(new NodeLedger(capacity));
        nodes.Add(new CellNode(new NodeLedger(capacity, Two), new NodeTraits("n2")));
        var reconciler = new Reconciler(nodes, NodeEpoch, (_, _, _) => "");
        reconciler.Begin(new Instant(100_000_000));
        if (state is "given up" or "never known")
        {
            return reconciler;
        }

        var command = new Command { Kind = CommandKind.Argv, Words = ["true"] };
        var spec = new JobSpec
        {
            Name = "job", Directory = "/", Policies = [new TaskPolicy()],
            Tasks = [new TaskSpec { Id = "a", Command = command, Expansion = Expansion.One.Instance, Policy = 0 }],
        };
        var of = state is "running" or "stopping" ? TaskState.Running : TaskState.Starting;
        var job = new ActiveJob(new JobId(1), spec) { State = JobState.Running, Started = new Instant(1) };
        var group = job.Groups[0];
        (group.Next, group.Rest) = (1, TaskState.Ready);
        job.Move(group, TaskState.Blocked, of);
        var attempt = new StoredAttempt
        {
            Id = new AttemptId(Attempt), Group = 0, Index = 0, Before = Tries.None, Fence = Fence, Node = Two, Booking = "", State = of,
            HoldsRoom = state != "waiting", Intended = new Instant(1), Pid = of == TaskState.Running ? 77 : 0,
            Stop = state == "stopping" ? StopReason.Cancelled : StopReason.None,
        };
        reconciler.Adopt(job, ImmutableArray<PendingTask>.Empty, [attempt]);
        return reconciler;
    }
}
