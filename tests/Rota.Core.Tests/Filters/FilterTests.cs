using System.Collections.Immutable;
using Rota.Core.Filters;
using Rota.Core.Model;

namespace Rota.Core.Tests.Filters;

/// <summary>The filter language: what it finds, and what it says of mistakes.</summary>
public sealed class FilterTests
{
    private static readonly Instant Now = new(1_000_000_000_000);

    private sealed record Row(string Name, string State, int? Exit = null, double? Seconds = null, double EndedAgo = 0, string Lr = "", string? Text = null);

    private static readonly FieldTable<Row> Table = new(
    [
        new("name", FieldKind.Text, row => FieldValue.Of(row.Name)),
        new("state", FieldKind.Word, row => FieldValue.Of(row.State)) { Words = ["failed", "succeeded", "lost"] },
        new("exit", FieldKind.Number, row => FieldValue.Of((double?)row.Exit)),
        new("dur", FieldKind.Span, row => FieldValue.Of(row.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null)),
        new("ended", FieldKind.Age, row => FieldValue.Of((Instant?)new Instant(Now.Micros - (long)(row.EndedAgo * 1e6)))),
        new("text", FieldKind.Search, row => FieldValue.Of(row.Text)),
        new("matrix", FieldKind.Free, (row, member) => FieldValue.OfFree(member == "lr" ? row.Lr : null)) { IsFamily = true },
    ]);

    private static readonly ImmutableArray<Row> Rows =
    [
        new("train", "failed", 137, 601, 60, "0.1", "CUDA out of memory"),
        new("train-b", "succeeded", 0, 600, 7200, "1e-1", "a \"b\", c"),
        new("eval", "lost", null, null, 7201, "../x"),
    ];

    [Theory]
    [InlineData("", "train train-b eval")]
    [InlineData("  ", "train train-b eval")]
    [InlineData("state:failed", "train")]
    [InlineData("state:FAILED,lost", "train eval")]
    [InlineData("-state:failed,lost", "train-b")]
    [InlineData("name:train", "train")]
    [InlineData("name:~TRAIN", "train train-b")]
    [InlineData("name:~train -name:train", "train-b")]
    [InlineData("exit:137", "train")]
    [InlineData("exit:>0", "train")]
    [InlineData("exit:>=0", "train train-b")]
    [InlineData("exit:..0,137..", "train train-b")]
    [InlineData("exit:1..200", "train")]
    [InlineData("-exit:0", "train eval")]
    [InlineData("dur:>10m", "train")]
    [InlineData("dur:>=10m", "train train-b")]
    [InlineData("dur:9m..10m", "train-b")]
    [InlineData("ended:<2h", "train")]
    [InlineData("ended:<=2h", "train train-b")]
    [InlineData("ended:>2h", "eval")]
    [InlineData("matrix.lr:0.1", "train train-b")]
    [InlineData("matrix.lr:0.05..0.2", "train train-b")]
    [InlineData("matrix.lr:../x", "eval")]
    [InlineData("-matrix.seed:1", "train train-b eval")]
    [InlineData("text:\"cuda out\"", "train")]
    [InlineData("text:\"\\\"b\\\", c\"", "train-b")]
    [InlineData("text:memory,b", "train train-b")]
    [InlineData("state:failed,lost name:~a exit:137", "train")]
    [InlineData("sort:-dur", "train train-b eval")]
    [InlineData("sort:dur", "train-b train eval")]
    [InlineData("sort:name state:failed,lost", "eval train")]
    public void Finds(string text, string names)
    {
        var filter = FilterReader.Read(text, Table, out var mistake);
        Assert.Null(mistake);
        var found = Rows.Where(row => filter!.Has(row, Now));
        found = filter!.Sort is { } sort ? found.Order(Comparer<Row>.Create((left, right) => sort.Compare(sort.Of(left), sort.Of(right)))) : found;
        Assert.Equal(names, string.Join(' ', found.Select(row => row.Name)));
    }

    [Theory]
    [InlineData("state:failed stat:lost", 14, "there is no field stat", "did you mean state?")]
    [InlineData("-stat:lost", 2, "there is no field stat", "did you mean state?")]
    [InlineData("tag.team:x", 1, "there is no field tag.team", "fields: name, state, exit, dur, ended, text, matrix.NAME")]
    [InlineData("matrix:0.1", 1, "there is no field matrix", "write it as matrix.NAME:VALUE")]
    [InlineData(":x", 1, "a field is missing in front of the colon", "fields: name, state, exit, dur, ended, text, matrix.NAME")]
    [InlineData("state:faild", 7, "there is no state faild", "did you mean failed?")]
    [InlineData("state:failed,,lost", 14, "a value of state is missing", "write it as state:VALUE")]
    [InlineData("exit:two", 6, "two is no number", "write it as 3, >3 or 3..7")]
    [InlineData("exit:3..x", 9, "x is no number", "write it as 3, >3 or 3..7")]
    [InlineData("exit:7..3", 6, "7..3 ends before it begins", "write it as 3..7")]
    [InlineData("dur:>long", 6, "long is no duration", "write it as 500ms, 10s, 5m, 2h, 1d, 1h30m, or in seconds")]
    [InlineData("state:>failed", 7, "state is not compared by >", "write state:failed")]
    [InlineData("exit:~1", 6, "exit is not compared by ~", "write exit:3, exit:>3 or exit:3..7")]
    [InlineData("name:>a", 6, "name is not compared by >", "write name:TEXT for the whole, name:~TEXT for a part")]
    [InlineData("text:\"open", 6, "the quotes do not end", "end them with \"; one inside is written \\\"")]
    [InlineData("failed", 1, "failed is no term", "did you mean state:failed?")]
    [InlineData("sort:dru", 6, "there is no field dru", "did you mean dur?")]
    public void Says_where_a_mistake_is_and_what_to_write(string text, int column, string message, string hint)
    {
        Assert.Null(FilterReader.Read(text, Table, out var mistake));
        Assert.Equal(new FilterMistake(column, message, hint), mistake);
    }

    [Fact]
    public void A_word_that_is_no_term_is_taken_for_a_part_of_the_name()
    {
        Assert.Null(FilterReader.Read("text:CUDA out", Table, out var mistake));
        Assert.Equal((11, "out is no term"), (mistake!.Column, mistake.Message));
        Assert.StartsWith("write it as FIELD:VALUE; for a part of the name: name:~out.", mistake.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_what_a_field_is_bound_to()
    {
        var filter = FilterReader.Read("state:failed,lost name:train exit:3..9 -exit:5", Table, out _)!;
        Assert.True(filter.Allows("state", FieldValue.Of("lost")));
        Assert.False(filter.Allows("state", FieldValue.Of("succeeded")));
        Assert.Equal(("train", null), (filter.OnlyText("name"), filter.OnlyText("state")));
        Assert.Equal((3, double.NegativeInfinity), (filter.Least("exit"), filter.Least("dur")));
    }
}
