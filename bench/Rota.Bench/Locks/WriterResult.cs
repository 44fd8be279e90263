using System.Globalization;

namespace Rota.Bench.Locks;

/// <summary>What one writer process saw. Times are microseconds.</summary>
/// <param name="Rows">Rows it committed.</param>
/// <param name="Contention">How often it found the lock held when it was its turn, or asked in vain.</param>
/// <param name="Gap">The longest time between two of its commits.</param>
/// <param name="Waits">Each wait at the lock.</param>
/// <param name="Wishes">For each commit: from the wish to commit (the commit before) to the lock.</param>
internal sealed record WriterResult(
    long Rows,
    long Contention,
    long Gap,
    IReadOnlyList<long> Waits,
    IReadOnlyList<long> Wishes
)
{
    /// <summary>As a line for the process that started the writer.</summary>
    public string ToLine() => $"{Rows}|{Contention}|{Gap}|{string.Join(',', Waits)}|{string.Join(',', Wishes)}";

    /// <summary>Reads such a line.</summary>
    public static WriterResult Parse(string line)
    {
        var parts = line.Split('|');
        return new(Number(parts[0]), Number(parts[1]), Number(parts[2]), List(parts[3]), List(parts[4]));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static long[] List(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Number)];
}
