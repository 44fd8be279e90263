using Rota.App.Explaining;
using Rota.App.Wording;
using Rota.Core.Jobs;
using Rota.Core.Jobs.Naming;
using Rota.Core.Model;
using Rota.Core.Placement;
using Rota.Core.Placement.Nodes;
using Rota.Core.Scheduling.Explanations;
using Rota.Core.Scheduling.State;

namespace Rota.App.Claiming;

/// <summary>Shows schedulers outside what there is to place, and where there is room.</summary>
public static class MarketCase
{
    /// <summary>Tasks that are listed where nobody says how many.</summary>
    public const int LimitUsual = 100;

    /// <summary>Most tasks that are listed.</summary>
    public const int LimitMax = 1_000;

    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(10);

    /// <summary>It, now.</summary>
    /// <param name="site">Where.</param>
    /// <param name="limit">How many tasks.</param>
    public static MarketView Of(Site site, int limit = LimitUsual)
    {
        var home = site.Open();
        using var queries = home.Read();
        var reconciler = Reconstruction.Of(home.State, queries, site.Node, wanted: null);
        var tasks = OutsideTasks.Of(reconciler, limit + 1);
        return new MarketView
        {
            At = site.Now,
            Expires = site.Now + GoodFor,
            Tasks = [.. tasks.Take(limit).Select(task => Task(task.Job, task.Group, task.Index))],
            HasMore = tasks.Count > limit,
            Nodes = [.. reconciler.Nodes.All.Where(node => node.Standing == NodeStanding.Open).Select(Room)],
        };
    }

    private static OutsideTask Task(ActiveJob job, int group, int index)
    {
        var entry = job.Spec.Tasks[group];
        var policy = job.PolicyOf(group);
        return new OutsideTask
        {
            Task = Words.Address(job.Id, entry, index),
            Label = TaskLabel.Of(entry, index),
            Job = job.Spec.Name,
            Queue = job.Spec.Queue ?? Core.Scheduling.State.Queues.Default,
            Priority = job.Priority,
            Takes = Takes(policy.Resources),
            Requires = [.. policy.Nodes.Requires.Select(OfferWords.Of)],
            Prefers = [.. policy.Nodes.Prefers.Select(OfferWords.Of)],
        };
    }

    private static SortedDictionary<string, long> Takes(ResourceRequest request)
    {
        var home = NodeId.Home;
        (AccountId Account, long Amount)[] parts =
        [
            (AccountId.Slots(home), request.Slots),
            (AccountId.Cpus(home), request.MilliCpus),
            (AccountId.Memory(home), request.MemoryBytes),
            (AccountId.Gpus(home), request.MilliGpus),
            .. request.Licences.Select(licence => (AccountId.Licence(home, licence.Key), licence.Value)),
        ];
        return Dictionary(parts.Where(part => part.Amount > 0));
    }

    private static NodeRoom Room(CellNode node) =>
        new(
            node.Traits.Name,
            node.Traits.Zone is { Length: > 0 } zone ? zone : null,
            node.Traits.Labels,
            Of(node, account => Math.Max(0, account.Capacity - account.Used)),
            Of(node, account => account.Capacity)
        );

    private static SortedDictionary<string, long> Of(CellNode node, Func<Account, long> amount) =>
        Dictionary(node.Ledger.Accounts.Select(account => (account.Id.OfNoNode, amount(account))));

    private static SortedDictionary<string, long> Dictionary(IEnumerable<(AccountId Account, long Amount)> parts) =>
        new(parts.ToDictionary(part => part.Account.Text, part => part.Amount), StringComparer.Ordinal);
}
