using System.Collections.Immutable;
using Rota.App.Problems;
using Rota.Core.Notifying;
using Rota.Store.Home;
using Rota.Store.Specs;

namespace Rota.App.Notifying;

/// <summary>
/// What people do with notifications: rules that hold for more than one job, and what became of messages.
/// </summary>
public static class NotifyCases
{
    /// <summary>The rules that were set apart from job files.</summary>
    public static RuleList Rules(Site site)
    {
        using var queries = site.Open().Read();
        return new RuleList([
            .. queries.Outbox.Rules().SelectMany(set => set.Rules.Select(rule => RuleView.Of(set.Scope, rule))),
        ]);
    }

    /// <summary>Sets the rules of a scope, in place of those that it had; none removes them.</summary>
    /// <exception cref="ProblemException">None are to be removed, and there are none.</exception>
    public static RuleList Set(Site site, NotifyScope scope, ImmutableArray<NotifyRule> rules)
    {
        using (var outbox = site.Create().Outbox())
        {
            if (!outbox.Set(scope.Scope, rules) && rules.IsEmpty)
            {
                throw new ProblemException(
                    NotifyProblems.NoSuchRules,
                    $"no rules of notifications are set for {scope.Scope.Text}",
                    "look at those that are: rota notify ls; those of a job stand in its file"
                );
            }
        }

        return Rules(site);
    }

    /// <summary>The newest messages.</summary>
    /// <param name="site">Where the state is.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="isFailed">Whether only those that did not arrive are meant.</param>
    public static DeliveryList Deliveries(Site site, int limit, bool isFailed)
    {
        using var queries = site.Open().Read();
        return new DeliveryList([.. queries.Outbox.Newest(limit, isFailed).Select(DeliveryView.Of)]);
    }

    /// <summary>Has a message be sent once more, and waits for what comes of it.</summary>
    /// <exception cref="ProblemException">There is no such message.</exception>
    public static DeliveryList Redeliver(Site site, long number)
    {
        var home = site.Open();
        using (var outbox = home.Outbox())
        {
            if (!outbox.Redeliver(number, site.Now))
            {
                throw new ProblemException(
                    NotifyProblems.NoSuchDelivery,
                    $"there is no notification {number}",
                    "look at those there are: rota notify deliveries"
                );
            }
        }

        return AwaitedDeliveries.Of(home, [number]);
    }

    /// <summary>Sends a test to everybody whom rules name, and waits for what comes of it.</summary>
    /// <exception cref="ProblemException">No rules are set there.</exception>
    public static DeliveryList Test(Site site, NotifyScope scope)
    {
        var home = site.Open();
        NotifyTarget[] targets =
        [
            .. RulesOf(home, scope.Scope).Select(rule => rule.Target).DistinctBy(NotifyForm.Text),
        ];
        if (targets.Length == 0)
        {
            throw new ProblemException(
                NotifyProblems.NoSuchRules,
                $"no rules of notifications are set for {scope.Scope.Text}, so nobody would be told",
                "set some: rota notify set FILE"
            );
        }

        using var outbox = home.Outbox();
        return AwaitedDeliveries.Of(
            home,
            [.. targets.Select(target => outbox.Add(TestMessage.To(target, scope, site.Now)))]
        );
    }

    /// <summary>Those that were set, and those that a schedule has by its job file.</summary>
    private static IEnumerable<NotifyRule> RulesOf(IHome home, RuleScope scope)
    {
        using var queries = home.Read();
        var set = queries.Outbox.Rules().Where(one => one.Scope == scope).SelectMany(one => one.Rules);
        var schedule = queries.Schedules.All().FirstOrDefault(one => RuleScope.Schedule(one.Name) == scope);
        return [.. set, .. schedule is null ? [] : queries.Schedules.Registered(schedule.Name)!.Notify];
    }
}
