using System.Globalization;

namespace Rota.Bench.Report;

/// <summary>A table in Markdown, printed at once: the first column is text, the others are numbers.</summary>
internal sealed class Table(params string[] head)
{
    private readonly List<string[]> rows = [];

    /// <summary>Adds a row.</summary>
    public void Add(params string[] cells) => rows.Add(cells);

    /// <summary>Prints it, below a line about the machine.</summary>
    public void Print(string title)
    {
        Console.WriteLine($"### {title}\n\n{Machine.Line}\n");
        Console.WriteLine($"| {string.Join(" | ", head)} |");
        Console.WriteLine($"| --- |{string.Concat(head.Skip(1).Select(_ => " ---: |"))}");
        foreach (var row in rows)
        {
            Console.WriteLine($"| {string.Join(" | ", row)} |");
        }

        Console.WriteLine();
    }

    /// <summary>Microseconds with the unit that fits.</summary>
    public static string Time(double micros) =>
        micros switch
        {
            < 1_000 => $"{micros:0} µs",
            < 10_000 => $"{micros / 1_000:0.00} ms",
            < 1_000_000 => $"{micros / 1_000:0.0} ms",
            _ => $"{micros / 1_000_000:0.00} s",
        };

    /// <summary>A number with separators.</summary>
    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>The median of rounds, with the least and the greatest.</summary>
    public static string Rounds(Samples rounds, Func<double, string> form) =>
        rounds.Count == 1 ? form(rounds.Median) : $"{form(rounds.Median)} ({form(rounds.Min)} – {form(rounds.Max)})";
}
