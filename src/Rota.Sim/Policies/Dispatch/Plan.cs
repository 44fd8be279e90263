using Rota.Core.Placement.Strategies;

namespace Rota.Sim.Policies.Dispatch;

/// <summary>Claims that a scheduler has planned for one job, and what it saw of the nodes when it did.</summary>
internal sealed class Plan
{
    private readonly List<(int Node, uint Seen, bool IsConflict)> claims = [];
    private readonly Dictionary<int, int> uses = [];

    /// <summary>How many.</summary>
    public int Count => claims.Count;

    /// <summary>The node of a claim.</summary>
    public int Node(int claim) => claims[claim].Node;

    /// <summary>Whether a claim was found to conflict.</summary>
    public bool IsConflict(int claim) => claims[claim].IsConflict;

    /// <summary>How often a node is claimed.</summary>
    public int Uses(int node) => claims.Count == 0 ? 0 : uses.GetValueOrDefault(node);

    /// <summary>Adds a claim.</summary>
    public void Add(int node, uint seen)
    {
        claims.Add((node, seen, false));
        uses[node] = uses.GetValueOrDefault(node) + 1;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        claims.Clear();
        uses.Clear();
    }

    /// <summary>Marks the claims that conflict with what the nodes are now.</summary>
    /// <param name="rule">What a conflict is.</param>
    /// <param name="now">The nodes' numbers of claims.</param>
    /// <param name="free">Their free slots.</param>
    /// <returns>How many conflict.</returns>
    public int Judge(ConflictRule rule, uint[] now, int[] free)
    {
        var conflicts = 0;
        uses.Clear();
        for (var claim = 0; claim < claims.Count; claim++)
        {
            var (node, seen, _) = claims[claim];
            var before = uses.GetValueOrDefault(node);
            var isConflict = SharedState.Conflicts(rule, seen, now[node], free[node] - before);
            claims[claim] = (node, seen, isConflict);
            uses[node] = before + (isConflict ? 0 : 1);
            conflicts += isConflict ? 1 : 0;
        }

        return conflicts;
    }
}
