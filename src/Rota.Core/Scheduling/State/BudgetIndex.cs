using System.Collections.Immutable;
using Rota.Core.Budgets;
using Rota.Core.Jobs;
using Rota.Core.Model;
using Rota.Core.Placement;

namespace Rota.Core.Scheduling.State;

/// <summary>
/// Which scopes count which resources: so that of each resource that a task takes the nearest scope is found that
/// counts it. Another one takes its place when people change that.
/// </summary>
/// <param name="counted">The resources, by scope.</param>
internal sealed class BudgetIndex(ImmutableDictionary<ScopePath, ImmutableSortedSet<string>> counted)
{
    private readonly Dictionary<(string?, ResourceRequest), string> found = [];

    public static readonly BudgetIndex None = new(ImmutableDictionary<ScopePath, ImmutableSortedSet<string>>.Empty);

    /// <summary>With an account that counts, or counts no more; itself where nothing changes.</summary>
    public BudgetIndex With(AccountId budget, bool counts)
    {
        if (ScopePath.Parse(budget.BudgetScope) is not { } scope)
        {
            return this;
        }

        var before = counted.GetValueOrDefault(scope, []);
        var after = counts ? before.Add(budget.Resource) : before.Remove(budget.Resource);
        return ReferenceEquals(before, after) || before.SetEquals(after) ? this
            : after.IsEmpty ? new(counted.Remove(scope))
            : new(counted.SetItem(scope, after));
    }

    /// <summary>The accounts that count tasks, as <see cref="CountedBy.Budget"/> has them.</summary>
    /// <param name="path">Path of the scope that their job names; null for none.</param>
    /// <param name="request">What they take.</param>
    public string Of(string? path, ResourceRequest request)
    {
        if (counted.IsEmpty)
        {
            return "";
        }

        if (!found.TryGetValue((path, request), out var text))
        {
            found[(path, request)] = text = CountedBy.Join(Accounts(path, request));
        }

        return text;
    }

    private IEnumerable<AccountId> Accounts(string? path, ResourceRequest request)
    {
        var scope = path is null ? ScopePath.Root : ScopePath.Parse(path);
        Invariant.Check(scope is not null, "a job names a scope that is none");
        foreach (var (resource, _) in Amounts.Asked(request, memoryFactor: 1))
        {
            foreach (var above in scope!.Value.Upwards)
            {
                if (counted.TryGetValue(above, out var resources) && resources.Contains(resource))
                {
                    yield return AccountId.Budget(above.Text, resource);
                    break;
                }
            }
        }
    }
}
