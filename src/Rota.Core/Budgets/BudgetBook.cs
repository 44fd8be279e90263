using Rota.Core.Model;

namespace Rota.Core.Budgets;

/// <summary>
/// All scopes and all that was granted and lent between them: who has rights to how much, and until when. Arithmetic of
/// escrow (O'Neil 1986; bounded counters, Balegas et al. 2015): a right is in one place at a time, so whoever spends
/// only what it has itself needs to ask nobody.
/// </summary>
public sealed class BudgetBook
{
    private readonly Dictionary<ScopePath, BudgetScope> scopes;
    private BudgetScope[]? sorted;
    private readonly Dictionary<(ScopePath, string), long> standing = [];
    private readonly ILookup<ScopePath, Grant> given;
    private readonly ILookup<ScopePath, Grant> taken;

    /// <summary>With these scopes and grants.</summary>
    /// <param name="scopes">The scopes.</param>
    /// <param name="grants">What was granted or lent; also what is over.</param>
    public BudgetBook(IEnumerable<BudgetScope> scopes, IEnumerable<Grant> grants)
    {
        this.scopes = scopes.ToDictionary(scope => scope.Path);
        Grants = [.. grants];
        given = Grants.ToLookup(grant => grant.From);
        taken = Grants.ToLookup(grant => grant.To);
        foreach (var scope in this.scopes.Values)
        {
            foreach (var (resource, amount) in scope.Guarantee.Of)
            {
                Add(scope.Path, resource, amount);
                if (SourceOf(scope.Path, resource) is { } source)
                {
                    Add(source, resource, -amount);
                }
            }
        }
    }

    /// <summary>A book of nothing.</summary>
    public static BudgetBook Empty { get; } = new([], []);

    /// <summary>The scopes, in the order of the tree.</summary>
    public IReadOnlyList<BudgetScope> Scopes => sorted ??= [.. scopes.Values.OrderBy(scope => scope.Path)];

    /// <summary>The scopes, in no order.</summary>
    internal IEnumerable<BudgetScope> All => scopes.Values;

    /// <summary>What was granted or lent.</summary>
    public IReadOnlyList<Grant> Grants { get; }

    /// <summary>The number of the next grant: grants stay, so that none is given twice.</summary>
    public long NextGrant => Grants.Count == 0 ? 1 : Grants.Max(grant => grant.Id) + 1;

    /// <summary>What is set for a scope; null for nothing.</summary>
    public BudgetScope? Find(ScopePath path) => scopes.GetValueOrDefault(path);

    /// <summary>What a scope gave to others.</summary>
    public IEnumerable<Grant> GivenBy(ScopePath scope) => given[scope];

    /// <summary>What a scope was given.</summary>
    public IEnumerable<Grant> TakenBy(ScopePath scope) => taken[scope];

    /// <summary>
    /// The scope that counts what tasks of another take of a resource: the nearest, upwards from itself, that states
    /// it. Null where none does: then there is no budget.
    /// </summary>
    public ScopePath? CounterOf(ScopePath path, string resource)
    {
        foreach (var scope in path.Upwards)
        {
            if (scopes.TryGetValue(scope, out var found) && found.Counts(resource))
            {
                return scope;
            }
        }

        return null;
    }

    /// <summary>Of whom a scope has its guarantee of a resource; null where nobody above it counts that.</summary>
    public ScopePath? SourceOf(ScopePath path, string resource) =>
        path.Parent is { } parent ? CounterOf(parent, resource) : null;

    /// <summary>How much tasks of a scope itself may hold at an instant: what was handed down is not in it.</summary>
    public long Rights(ScopePath path, string resource, Instant at) =>
        standing.GetValueOrDefault((path, resource))
        + taken[path].Where(grant => grant.Holds(at)).Sum(grant => grant.Amounts[resource] ?? 0)
        - given[path].Where(grant => grant.Holds(at)).Sum(grant => grant.Amounts[resource] ?? 0);

    /// <summary>The same as it goes on from an instant.</summary>
    public RightsCourse Course(ScopePath path, string resource, Instant from)
    {
        var first = Rights(path, resource, from);
        var rights = first;
        var steps = new List<(Instant, long)>();
        foreach (
            var turn in taken[path]
                .SelectMany(grant => Turns(grant, resource, +1))
                .Concat(given[path].SelectMany(grant => Turns(grant, resource, -1)))
                .Where(turn => turn.At > from && turn.At != Instant.Never)
                .GroupBy(turn => turn.At, turn => turn.By)
                .OrderBy(turn => turn.Key)
        )
        {
            if (turn.Sum() is not 0 and var by)
            {
                steps.Add((turn.Key, rights += by));
            }
        }

        return new RightsCourse(first, [.. steps]);
    }

    /// <summary>What a scope and all below it have at an instant: what its ceiling bounds.</summary>
    public long Whole(ScopePath path, string resource, Instant at) =>
        (Find(path)?.Guarantee[resource] ?? 0)
        + Grants
            .Where(grant => grant.Holds(at) && grant.To.IsWithin(path) != grant.From.IsWithin(path))
            .Sum(grant => (grant.To.IsWithin(path) ? 1 : -1) * (grant.Amounts[resource] ?? 0));

    private static IEnumerable<(Instant At, long By)> Turns(Grant grant, string resource, int sign)
    {
        var amount = sign * (grant.Amounts[resource] ?? 0);
        return [(grant.NotBefore, amount), (grant.Expires, -amount)];
    }

    private void Add(ScopePath path, string resource, long amount) =>
        standing[(path, resource)] = standing.GetValueOrDefault((path, resource)) + amount;
}
