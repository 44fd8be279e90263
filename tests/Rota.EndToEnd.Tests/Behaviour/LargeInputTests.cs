using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Lists that are too long are refused: cut off in silence, they would lose tasks.</summary>
public sealed class LargeInputTests
{
    [Fact]
    public void A_list_with_too_many_lines_is_refused()
    {
        using var rota = new RotaState();
        File.WriteAllLines(rota.At("lines"), Enumerable.Range(0, 1_000_001).Select(line => $"{line}"));
        rota.Run("run", "--each-line", "lines", "--", "true").Exits(2).Says("1,000,001 lines", "split it");
        rota.Run("run", "true {}", "::::", "lines").Exits(2).Says("1,000,001 lines");
    }

    [Fact]
    public void A_table_with_too_much_text_is_refused()
    {
        using var rota = new RotaState();
        using (var file = File.CreateText(rota.At("table.csv")))
        {
            file.WriteLine("name");
            for (var row = 0; row < 70; row++)
            {
                file.WriteLine(new string('x', 1 << 20));
            }
        }

        rota.Run("run", "--from-csv", "table.csv", "--", "true").Exits(2).Says("67,108,864 characters");
    }
}
