using Rota.App.Reporting;

namespace Rota.Cli.Report;

/// <summary>
/// Where the boxes of a graph stand: a level below the other, within one those near what they need; a wide level goes
/// on in a further row.
/// </summary>
internal sealed class GraphLayout
{
    private readonly (double Column, int Row)[] places;

    public GraphLayout(NeedGraph graph, int acrossMax)
    {
        places = new (double, int)[graph.Boxes.Count];
        var needs = graph.Edges.ToLookup(edge => edge.To, edge => edge.From);
        int[][] levels =
        [
            .. graph
                .Boxes.Index()
                .GroupBy(box => box.Item.Level, box => box.Index)
                .OrderBy(one => one.Key)
                .Select(Enumerable.ToArray),
        ];
        Columns = levels.Max(level => Math.Min(level.Length, acrossMax));
        var done = 0;
        foreach (var level in levels)
        {
            // Those before have their places, so each knows where what it needs stands.
            var across = level.OrderBy(box => Middle(needs[box])).ThenBy(box => box).Chunk(acrossMax);
            foreach (var row in across)
            {
                for (var at = 0; at < row.Length; at++)
                {
                    places[row[at]] = (((Columns - row.Length) / 2.0) + at, done);
                }

                done++;
            }
        }

        Rows = done;
    }

    /// <summary>How many boxes stand side by side at most.</summary>
    public int Columns { get; }

    /// <summary>How many rows there are.</summary>
    public int Rows { get; }

    /// <summary>The place of a box.</summary>
    public (double Column, int Row) At(int box) => places[box];

    private double Middle(IEnumerable<int> needed) =>
        needed.Select(box => places[box].Column).DefaultIfEmpty(double.MaxValue).Average();
}
