using Rota.Instruments.Tracing;

namespace Rota.Cli.Tests.Otlp;

/// <summary>W3C Trace Context, and the numbers that the spans of attempts have.</summary>
public sealed class TraceContextTests
{
    private const string Known = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    [Fact]
    public void A_traceparent_is_read_and_written_as_it_was()
    {
        var context = TraceContext.Parse(Known)!.Value;
        Assert.Equal(("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", true), (context.TraceId, context.SpanId, context.IsSampled));
        Assert.Equal(Known, context.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more")]
    [InlineData("ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")]
    [InlineData("00-00000000000000000000000000000000-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01")]
    [InlineData("00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01")]
    [InlineData("00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01")]
    [InlineData("00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01")]
    public void What_is_none_counts_for_nothing(string? text) => Assert.Null(TraceContext.Parse(text));

    [Theory]
    [InlineData("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more")]
    [InlineData("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03")]
    public void Of_a_later_version_what_is_known_is_read(string text) => Assert.True(TraceContext.Parse(text)!.Value.IsSampled);

    [Fact]
    public void Every_context_comes_back_from_its_text() =>
        Assert.All(Enumerable.Range(0, 1_000).Select(at => TraceContext.New() with { IsSampled = at % 2 == 0 }), context => Assert.Equal(context, TraceContext.Parse(context.ToString())));

    [Fact]
    public void The_numbers_of_an_attempt_are_the_same_for_all_who_ask_and_no_two_attempts_share_any()
    {
        const string Key = "0123456789abcdef0123456789abcdef";
        var traces = new RunTraces(Key);
        var all = Enumerable.Range(1, 10_000).Select(attempt => traces.ContextOf(attempt, 3, 0)).ToArray();
        Assert.Equal(all[41], new RunTraces(Key).ContextOf(42, 3, 0));
        Assert.Equal(all.Length, all.Select(context => context.TraceId).Distinct().Count());
        Assert.Equal(all.Length, all.Select(context => context.SpanId).Distinct().Count());
        Assert.NotEqual(all[41], traces.ContextOf(42, 4, 0));
        Assert.NotEqual(all[41], new RunTraces("1" + Key[1..]).ContextOf(42, 3, 0));
    }

    [Fact]
    public void Of_an_array_the_first_tasks_are_sampled_and_then_one_of_so_many()
    {
        var traces = new RunTraces("0123456789abcdef0123456789abcdef");
        Assert.Equal(100 + 9, Enumerable.Range(0, 1_000).Count(index => traces.ContextOf(index, 1, index).IsSampled));
    }
}
