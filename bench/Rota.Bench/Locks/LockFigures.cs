using Rota.Bench.Report;

namespace Rota.Bench.Locks;

/// <summary>The figures of one way to share the lock, over all rounds.</summary>
/// <param name="seconds">Length of a round.</param>
internal sealed class LockFigures(int seconds)
{
    private const double Long = 1_000_000;
    private readonly Samples waits = new();
    private readonly Samples wishes = new();
    private readonly Samples worst = new();
    private readonly Samples worstWishes = new();
    private readonly Samples rates = new();
    private readonly Samples shares = new();
    private readonly Samples gaps = new();
    private readonly Samples longWaits = new();
    private long contention;

    /// <summary>The columns.</summary>
    public static string[] Head =>
        [
            "way",
            "wait p50",
            "p99",
            "p99.9",
            "worst of a round",
            "in waits over 1 s",
            "slowest ÷ fastest writer",
            "rows/s of all",
            "÷ first",
            "longest gap of a writer",
            "contention",
        ];

    /// <summary>Takes a round in: the results of its writers.</summary>
    public void Add(WriterResult[] writers)
    {
        var all = writers.SelectMany(writer => writer.Waits).Select(wait => (double)wait).ToArray();
        var fromWish = writers.SelectMany(writer => writer.Wishes).Select(wish => (double)wish).ToArray();
        waits.AddRange(all);
        wishes.AddRange(fromWish);
        worst.Add(all.Max());
        worstWishes.Add(fromWish.Max());
        longWaits.Add(all.Where(wait => wait > Long).Sum() / (seconds * 1e6 * writers.Length));
        rates.Add(writers.Sum(writer => writer.Rows) / (double)seconds);
        shares.Add(writers.Min(writer => writer.Rows) / (double)writers.Max(writer => writer.Rows));
        gaps.Add(writers.Max(writer => writer.Gap));
        contention += writers.Sum(writer => writer.Contention);
        Console.Error.WriteLine($"  rows {string.Join(' ', writers.Select(writer => writer.Rows))}");
    }

    /// <summary>Adds its row, or two: turns also from the wish to the lock.</summary>
    public void AddTo(Table table, string way, LockFigures first)
    {
        var ratio = rates.Median / first.rates.Median;
        table.Add(
            way,
            Table.Time(waits.Median),
            Table.Time(waits.At(0.99)),
            Table.Time(waits.At(0.999)),
            Table.Rounds(worst, Table.Time),
            $"{longWaits.Median:P1}",
            Table.Rounds(shares, share => $"{share:0.00}"),
            Table.Rounds(rates, Table.Count),
            $"{ratio:0.00}",
            Table.Rounds(gaps, Table.Time),
            Table.Count(contention)
        );
        if (way is "turns" or "strict")
        {
            table.Add(
                $"{way}, from the wish",
                Table.Time(wishes.Median),
                Table.Time(wishes.At(0.99)),
                Table.Time(wishes.At(0.999)),
                Table.Rounds(worstWishes, Table.Time),
                "",
                "",
                "",
                "",
                "",
                ""
            );
        }
    }
}
