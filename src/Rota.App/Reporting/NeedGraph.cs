namespace Rota.App.Reporting;

/// <summary>
/// The entries of a job with their needs, few enough to look at: of a job with many, those of a level whose names
/// differ only in a number are one box, then those of a level, and at last only the first levels are there.
/// </summary>
/// <param name="Boxes">The boxes, level by level.</param>
/// <param name="Edges">What needs what.</param>
/// <param name="Folding">What one box is.</param>
/// <param name="LevelsLeftOut">Levels that have no boxes.</param>
public sealed record NeedGraph(
    IReadOnlyList<GraphBox> Boxes,
    IReadOnlyList<GraphEdge> Edges,
    GraphFolding Folding,
    int LevelsLeftOut
)
{
    /// <summary>Boxes that somebody can look at.</summary>
    public const int BoxesMax = 48;

    private const int EdgesMax = 400;

    /// <summary>That of a job; null where it has one entry.</summary>
    public static NeedGraph? Of(IReadOnlyList<ReportGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count < 2)
        {
            return null;
        }

        var folding = Enum.GetValues<GraphFolding>()
            .First(one => one == GraphFolding.Level || Count(groups, one) <= BoxesMax);
        var levels = groups.Max(group => group.Level) + 1;
        var shown = Math.Min(levels, BoxesMax);
        var folded = groups
            .Index()
            .Where(entry => entry.Item.Level < shown)
            .GroupBy(entry => Key(entry.Item, entry.Index, folding))
            .OrderBy(box => box.Key.Level)
            .ToArray();
        var boxOf = folded
            .SelectMany((box, position) => box.Select(entry => (entry.Index, position)))
            .ToDictionary(one => one.Index, one => one.position);
        return new NeedGraph(
            [.. folded.Select(box => GraphBox.Of(box.Key.Name, [.. box.Select(entry => entry.Item)]))],
            [.. Between(groups, boxOf).OrderByDescending(edge => edge.Blocks).Take(EdgesMax)],
            folding,
            levels - shown
        );
    }

    private static int Count(IReadOnlyList<ReportGroup> groups, GraphFolding folding) =>
        groups.Index().DistinctBy(entry => Key(entry.Item, entry.Index, folding)).Count();

    private static (int Level, string Name, int Entry) Key(ReportGroup group, int position, GraphFolding folding) =>
        folding switch
        {
            GraphFolding.Entry => (group.Level, group.Name, position),
            GraphFolding.Family => (group.Level, EntryFamily.Of(group.Name), -1),
            _ => (group.Level, $"step {group.Level + 1}", -1),
        };

    private static IEnumerable<GraphEdge> Between(IReadOnlyList<ReportGroup> groups, Dictionary<int, int> boxOf) =>
        from entry in groups.Index()
        where boxOf.ContainsKey(entry.Index)
        from need in entry.Item.Needs
        let ends = (From: boxOf[need.Group], To: boxOf[entry.Index])
        group need by ends into same
        let conditions = same.Select(need => need.Condition).Distinct(StringComparer.Ordinal).ToArray()
        select new GraphEdge(
            same.Key.From,
            same.Key.To,
            conditions is ["succeeded"] ? null : string.Join(" or ", conditions),
            same.Any(need => need.Blocks)
        );
}

/// <summary>What one box of a graph is.</summary>
public enum GraphFolding
{
    /// <summary>An entry.</summary>
    Entry,

    /// <summary>Entries of a level whose names differ only in a number.</summary>
    Family,

    /// <summary>All entries of a level.</summary>
    Level,
}
