using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;
using Rota.Store.Nodes;
using Rota.Store.Sqlite.Submissions;

namespace Rota.Node.Tests.Runners;

/// <summary>A node hears that its runner is still there only where that is true, by the word of the home.</summary>
public sealed class RenewalTests : IDisposable
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private readonly Rig rig = new();
    private readonly AskingNode node = new();

    public RenewalTests()
    {
        using var nodes = new NodeRegistry(rig.State);
        nodes.Register(new NodeSaid { Name = "a", Capacity = Rig.Node, Boot = "boot", State = "/state" });
    }

    public void Dispose() => rig.Dispose();

    [Fact]
    public void A_node_that_asks_is_answered_each_time()
    {
        Start(new HookedStore(rig.State));
        for (var round = 1; round <= 3; round++)
        {
            node.Ask();
            Rig.Await(() => node.Answers == round, "it is answered");
        }
    }

    /// <summary>The home is asked after the node has: what it said before says nothing of the moment of the question.</summary>
    [Fact]
    public void The_home_is_looked_at_between_question_and_answer()
    {
        var store = new HookedStore(rig.State);
        var answersAtLook = -1;
        store.Looking = () =>
        {
            answersAtLook = node.IsAsking ? node.Answers : answersAtLook;
        };
        Start(store);
        node.Ask();
        Rig.Await(() => node.Answers == 1, "it is answered");
        Assert.Equal(0, answersAtLook);
    }

    /// <summary>Who takes over counts the silence of the node from then: an answer of the one before would belie it.</summary>
    [Fact]
    public void Who_is_put_out_while_a_node_asks_does_not_answer()
    {
        var store = new HookedStore(rig.State);
        using var other = new HookedStore(rig.State);
        var isPutOut = false;
        store.Looking = () =>
        {
            if (node.IsAsking && !isPutOut)
            {
                isPutOut = true;
                var frame = other.Look(0).Frame;
                other.Evict(frame.Epoch, [frame.Members[0].Incarnation], Long);
            }
        };
        Start(store);
        node.Ask();
        Rig.Await(() => isPutOut && node.Greetings == 2, "it begins anew");
        Assert.Equal(0, node.Answers);
    }

    private void Start(HookedStore store)
    {
        rig.Start("first", store, new WrittenNode(), TimeSpan.FromSeconds(1), reach: node);
        Rig.Await(() => node.Greetings == 1, "there is a line");
    }

    /// <summary>The way to one other node, and that node: it asks when the test says so.</summary>
    private sealed class AskingNode : INodeReach, IExecutor
    {
        private AutoResetEvent signal = new(false);
        private int greetings, answers;
        private volatile bool isAsking, isTaken;

        public int Greetings => Volatile.Read(ref greetings);

        public int Answers => Volatile.Read(ref answers);

        public bool IsAsking => isAsking;

        public bool AsksRenewal => isTaken;

        public AutoResetEvent Signal => signal;

        public string? Notice => null;

        public void Beside(string name, Action act) => new Thread(() => act()) { IsBackground = true, Name = name }.Start();

        public void Ask()
        {
            isAsking = true;
            signal.Set();
        }

        public bool IsThere(NodeId id) => true;

        public IExecutor To(ReachedNode reached, AutoResetEvent wake)
        {
            signal = wake;
            return this;
        }

        public ExecutorSnapshot Connect(long epoch, IReadOnlyCollection<int> partitions)
        {
            Interlocked.Increment(ref greetings);
            return new(new HashSet<AttemptId>(), []) { Highest = new AttemptId(0) };
        }

        public void Take(List<NodeEvent> reports) => isTaken = isAsking;

        public void Renew()
        {
            if (isTaken)
            {
                (isTaken, isAsking) = (false, false);
                Interlocked.Increment(ref answers);
            }
        }

        public void Order(IReadOnlyList<NodeOrder> orders)
        {
        }

        public void Acknowledge(IReadOnlyList<AttemptId> attempts)
        {
        }

        public void Settle()
        {
        }

        /// <summary>A line that ends takes the question with it.</summary>
        public void Dispose() => (isTaken, isAsking) = (false, false);
    }
}
