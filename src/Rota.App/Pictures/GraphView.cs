using System.Text.Json.Serialization;
using Rota.App.Jobs;
using Rota.App.Reporting;
using Rota.App.Views;

namespace Rota.App.Pictures;

/// <summary>
/// The entries of a job with their needs, few enough to look at: of a job with many, those that are alike are one box.
/// </summary>
/// <param name="Boxes">The boxes, level by level.</param>
/// <param name="Edges">What needs what.</param>
/// <param name="Folding">What a box is: an entry, a family of entries, or a level.</param>
/// <param name="LevelsLeftOut">Levels that have no boxes.</param>
public sealed record GraphView(
    IReadOnlyList<BoxView> Boxes,
    IReadOnlyList<GraphEdge> Edges,
    string Folding,
    int LevelsLeftOut
) : View
{
    /// <summary>That of a job; without boxes where it has one entry.</summary>
    /// <exception cref="Problems.ProblemException">There is no such job.</exception>
    public static GraphView Of(Site site, string job)
    {
        ArgumentNullException.ThrowIfNull(site);
        using var home = site.Open().Read();
        var row = JobAddress.Look(home, job);
        var groups = ReportGroups.Of(row, home.Spec(row.Id)!, home.Groups(row.Id), _ => default);
        return NeedGraph.Of(groups) is { } graph
            ? new GraphView(
                [.. graph.Boxes.Select(box => new BoxView(box))],
                graph.Edges,
                graph.Folding.ToString().ToLowerInvariant(),
                graph.LevelsLeftOut
            )
            : new GraphView([], [], "entry", 0);
    }
}

/// <summary>A box of a graph.</summary>
public sealed record BoxView
{
    internal BoxView(GraphBox box) =>
        (Name, Entries, Level, Finally, Tasks, States) = (
            box.Name,
            box.Entries,
            box.Level,
            box.IsFinally,
            box.Tasks,
            new OrderedDictionary<string, long>(box.Counts)
        );

    /// <summary>The name of the entry, or of several together.</summary>
    public string Name { get; }

    /// <summary>How many entries.</summary>
    public int Entries { get; }

    /// <summary>How many steps come before it.</summary>
    public int Level { get; }

    /// <summary>Whether it runs once all others have ended, however.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Finally { get; }

    /// <summary>Its tasks.</summary>
    public long Tasks { get; }

    /// <summary>Its tasks by state, those that need a person first; none that are zero.</summary>
    public IReadOnlyDictionary<string, long> States { get; }
}
