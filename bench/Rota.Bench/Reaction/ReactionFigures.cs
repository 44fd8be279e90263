using Rota.Bench.Report;

namespace Rota.Bench.Reaction;

/// <summary>The figures of one setting, over all rounds.</summary>
internal sealed class ReactionFigures
{
    private readonly Samples recordMedians = new();
    private readonly Samples recordTails = new();
    private readonly Samples worst = new();
    private readonly Samples startMedians = new();
    private readonly Samples startTails = new();

    /// <summary>The newest round, for whoever waits.</summary>
    public string Newest { get; private set; } = "";

    /// <summary>Takes a round in.</summary>
    public void Add(PairWatch watch)
    {
        recordMedians.Add(watch.Records.Median);
        recordTails.Add(watch.Records.At(0.99));
        worst.Add(watch.Records.Max);
        startMedians.Add(watch.Starts.Median);
        startTails.Add(watch.Starts.At(0.99));
        Newest = $"p50 {Table.Time(watch.Records.Median)}, p99 {Table.Time(watch.Records.At(0.99))}";
    }

    /// <summary>Adds its row.</summary>
    public void AddTo(Table table, string name, ReactionFigures first) =>
        table.Add(
            name,
            Table.Rounds(recordMedians, Table.Time),
            Table.Rounds(recordTails, Table.Time),
            Table.Time(worst.Max),
            Table.Rounds(startMedians, Table.Time),
            Table.Rounds(startTails, Table.Time),
            $"{recordTails.Median / first.recordTails.Median:0.0}"
        );
}
