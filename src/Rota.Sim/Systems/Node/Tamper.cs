using Rota.Core.Placement;
using Rota.Core.Reconcile;
using Rota.Node.Agent;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Node;

/// <summary>Where known bugs can be planted between the parts. As it stands, everything passes through unchanged.</summary>
internal class Tamper
{
    /// <summary>What a runner believes its place to be.</summary>
    public virtual Membership Place(Membership place) => place;

    /// <summary>What a runner learns of the others.</summary>
    public virtual News News(News news, long since) => news;

    /// <summary>The numbers that attempts get.</summary>
    public virtual long Numbers(long first, int count) => first;

    /// <summary>What a turn books in the shared accounts.</summary>
    public virtual IReadOnlyCollection<Account> Accounts(IReadOnlyCollection<Account> accounts) => accounts;

    /// <summary>What a runner orders after a commit.</summary>
    public virtual IReadOnlyList<Effect> Effects(IReadOnlyList<Effect> effects) => effects;

    /// <summary>What a keeper answers to a claim.</summary>
    public virtual ExecutorSnapshot Snapshot(ExecutorSnapshot snapshot) => snapshot;
}
