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

    [Theory]
    [InlineData("run big")]
    [InlineData("submit big --format wfformat")]
    [InlineData("plan big")]
    [InlineData("schedule add big")]
    [InlineData("run --each-line big -- true")]
    [InlineData("run --from-csv big -- true")]
    [InlineData("run true :::: big")]
    [InlineData("import big")]
    [InlineData("import big --format joblog")]
    [InlineData("simulate policy --trace big.swf")]
    [InlineData("run lists.yaml")]
    [InlineData("run tables.yaml")]
    public void A_file_of_gigabytes_is_refused_with_its_size_before_it_is_read(string line)
    {
        using var rota = new RotaState();
        foreach (var name in (string[])["big", "big.swf"])
        {
            using var big = File.Create(rota.At(name));
            big.SetLength(8L << 30);
        }

        rota.Write("lists.yaml", "version: 1\nname: lists\ntasks: [{id: a, each_line: big, command: 'true'}]");
        rota.Write("tables.yaml", "version: 1\nname: tables\ntasks: [{id: a, from_csv: big, command: 'true'}]");
        var outcome = rota.Run(line.Split(' ')).Exits(2).Says("more than 67,108,864 characters");
        Assert.True(line.EndsWith(".yaml", StringComparison.Ordinal) || outcome.Error.Contains("8G", StringComparison.Ordinal), outcome.Error);
        Assert.False(Directory.Exists(rota.State));
    }

    [Theory]
    [InlineData("run -")]
    [InlineData("run --each-line - -- true")]
    [InlineData("run --from-csv - -- true")]
    [InlineData("run /dev/zero")]
    [InlineData("run --each-line /dev/zero -- true")]
    public void An_input_without_an_end_is_refused_as_soon_as_it_is_too_long(string line)
    {
        using var rota = new RotaState();
        using var run = rota.StartProgram([], "/bin/sh", "-c", $"yes | {RotaBinary.Path} {line}");
        run.Wait().Exits(2).Says("more than 67,108,864 characters");
    }

    [Fact]
    public void Lists_that_multiply_beyond_the_limit_are_refused_before_they_are_multiplied()
    {
        using var rota = new RotaState();
        File.WriteAllLines(rota.At("lines"), Enumerable.Range(0, 20_000).Select(line => $"{line}"));
        rota.Run("run", "true {1} {2} {3}", "::::", "lines", "::::", "lines", "::::", "lines").Exits(2)
            .Says("8,000,000,000,000 combinations", "matrix");
    }

    [Fact]
    public void A_joblog_with_too_many_commands_is_refused()
    {
        using var rota = new RotaState();
        File.WriteAllLines(rota.At("log"), Enumerable.Range(0, 1_000_002).Select(_ => "1\t:\t1\t1\t0\t0\t1\t0\ttrue"));
        rota.Run("import", "log", "--format", "joblog").Exits(2).Says("1,000,001 commands", "split it");
    }
}
