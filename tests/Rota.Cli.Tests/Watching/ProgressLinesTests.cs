using Rota.Cli.Progress;
using Rota.Cli.Rendering;

namespace Rota.Cli.Tests.Watching;

/// <summary>The second and third line of progress: whole fields, the most telling first.</summary>
public sealed class ProgressLinesTests
{
    [Theory]
    [InlineData(200, "▶ train[lr=0.0,seed=0] 58m20s 82%  train[lr=0.1,seed=1] 58m20s epoch 17  and 4810 more")]
    [InlineData(60, "▶ train[lr=0.0,seed=0] 58m20s 82%  and 4810 more")]
    [InlineData(20, "▶  and 4810 more")]
    [InlineData(5, "▶")]
    public void What_runs_longest_comes_first(int width, string expected) =>
        Assert.Equal(expected, FittedLine.Of(RunningLine.Of([.. Scenery.State(running: 2).Overview.Running], 4812, Scenery.Now), width));

    [Fact]
    public void That_nothing_runs_is_said() =>
        Assert.Equal("nothing runs now", FittedLine.Of(RunningLine.Of([], 0, Scenery.Now), 80));

    [Theory]
    [InlineData(200, "✕ train[lr=0.9,seed=0] exit 137  1m00s ago  RuntimeError: CUDA out of memory\\u001b]0;title\\u0007  -> rota logs 1.train.90")]
    [InlineData(70, "✕ train[lr=0.9,seed=0] exit 137  1m00s ago  -> rota logs 1.train.90")]
    [InlineData(45, "✕ train[lr=0.9,seed=0] exit 137  1m00s ago")]
    [InlineData(25, "✕ train[lr=0.9,seed=0]")]
    public void The_last_failure_says_how_long_ago(int width, string expected) =>
        Assert.Equal(expected, FittedLine.Of(LastFailureLine.Of(Scenery.State().Overview.Failures[0], Scenery.Now), width));
}
