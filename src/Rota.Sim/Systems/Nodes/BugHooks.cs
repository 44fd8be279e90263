using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;
using Rota.Linux.Calls;
using Rota.Store.Local;
using Rota.Store.Nodes;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Nodes;

/// <summary>
/// Where known bugs can be planted between the parts. As it stands, everything passes through unchanged.
/// </summary>
internal class BugHooks
{
    /// <summary>What a runner believes its place to be.</summary>
    public virtual Membership Place(Membership place) => place;

    /// <summary>What a runner learns of the others.</summary>
    public virtual News News(News news) => news;

    /// <summary>What a runner loads of a job.</summary>
    public virtual StoredJob Load(StoredJob job) => job;

    /// <summary>The first of the numbers that attempts get.</summary>
    public virtual long Numbers(long first) => first;

    /// <summary>What a turn writes.</summary>
    public virtual void Changes(TurnChanges changes) { }

    /// <summary>What a turn books in the shared accounts.</summary>
    public virtual IReadOnlyCollection<Account> Accounts(IReadOnlyCollection<Account> accounts) => accounts;

    /// <summary>Requests that a turn takes out of the inbox.</summary>
    public virtual IReadOnlyCollection<long> Requests(IReadOnlyCollection<long> done) => done;

    /// <summary>How a runner has things done on another node.</summary>
    public virtual IExecutor Far(IExecutor executor, NodeId node) => executor;

    /// <summary>What the greetings of a new line to another node are counted from.</summary>
    public virtual long Greetings(long from) => from;

    /// <summary>What a machine says of itself.</summary>
    /// <param name="said">What it says.</param>
    /// <param name="firstBoot">The boot that it joined in.</param>
    public virtual NodeSaid Said(NodeSaid said, string firstBoot) => said;

    /// <summary>What a runner orders after a commit.</summary>
    public virtual IReadOnlyList<NodeOrder> Orders(IReadOnlyList<NodeOrder> orders) => orders;

    /// <summary>The mark that a process is seen to carry.</summary>
    public virtual string? Mark(string? mark) => mark;

    /// <summary>The boot that the system says it lives in.</summary>
    public virtual string BootId(string boot) => boot;

    /// <summary>Whether slots are counted by the wall clock.</summary>
    public virtual bool CountsByWall => false;

    /// <summary>Whether an anchor tells of the exits that it sees.</summary>
    public virtual bool AnchorTells => true;

    /// <summary>Whether a disk keeps what it said it has.</summary>
    public virtual bool DiskKeeps => true;

    /// <summary>Whether keepers of other machines know what their machine has.</summary>
    public virtual bool KeepsBook => true;

    /// <summary>Whether a signal reaches a process.</summary>
    public virtual bool SignalArrives(int signal) => true;

    /// <summary>A keeper comes up in this state.</summary>
    public virtual void KeeperBoots(StateDirectory state) { }

    /// <summary>What the anchor sees of an exit.</summary>
    public virtual ChildExit Exit(ChildExit exit) => exit;
}
