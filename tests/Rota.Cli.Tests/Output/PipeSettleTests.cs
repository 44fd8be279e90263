using Rota.Cli.Rendering;

namespace Rota.Cli.Tests.Output;

/// <summary>The living line is not drawn where the reader of a pipe is about to print on the same terminal.</summary>
public sealed class PipeSettleTests
{
    private readonly Clock clock = new();

    [Fact]
    public void Without_output_nothing_holds_the_line_up()
    {
        var settle = new PipeSettle(isPipe: true, clock);
        Assert.True(settle.TryShow());
        Assert.True(settle.TryShow());
    }

    [Fact]
    public void After_output_to_a_pipe_the_line_waits_a_moment()
    {
        var settle = new PipeSettle(isPipe: true, clock);
        settle.Wrote();
        Assert.False(settle.TryShow());
        clock.Pass(PipeSettle.Moment);
        Assert.True(settle.TryShow());
    }

    [Fact]
    public void Output_that_never_ends_hides_it_for_a_while_only()
    {
        var settle = new PipeSettle(isPipe: true, clock);
        for (var passed = TimeSpan.Zero; passed < PipeSettle.HiddenMax; passed += PipeSettle.Moment / 2)
        {
            settle.Wrote();
            Assert.False(settle.TryShow());
            clock.Pass(PipeSettle.Moment / 2);
        }

        settle.Wrote();
        Assert.True(settle.TryShow());
        settle.Wrote();
        Assert.False(settle.TryShow());
    }

    [Fact]
    public void Output_to_a_file_or_to_the_terminal_itself_holds_nothing_up()
    {
        var settle = new PipeSettle(isPipe: false, clock);
        settle.Wrote();
        Assert.True(settle.TryShow());
    }

    private sealed class Clock : TimeProvider
    {
        private long now = 1_000;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now;

        public void Pass(TimeSpan time) => now += time.Ticks;
    }
}
