using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric.Wire;
using Rota.Node.Agent;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Lines;

namespace Rota.Node.Tests.Keeper;

/// <summary>For how long an attempt is said to have run: what is not known is not made up from the age of the machine.</summary>
public sealed class AttemptStatusTests
{
    private readonly ListedKernel kernel = new();

    [Theory]
    [InlineData("boot", 9_000, 10)]
    [InlineData("boot", 0, 0)]
    [InlineData("boot before", 9_000, 0)]
    [InlineData("boot before", 0, 0)]
    [InlineData("", 9_000, 0)]
    public void What_has_run_for_certain_counts_against_a_timeout(string boot, long startTicks, double seconds)
    {
        foreach (var state in (KeptState[])[KeptState.Running, KeptState.Ending])
        {
            var started = Told(
                new KeptAttempt(1, 7)
                {
                    State = state,
                    StartTicks = startTicks,
                    Anchor = new AnchorIdentity(boot, 10, 5),
                    Started = new Instant(1),
                }
            );
            Assert.Equal(TimeSpan.FromSeconds(seconds), started.Age);
        }
    }

    private NodeEvent.Started Told(KeptAttempt attempt)
    {
        var frame = new FrameWriter();
        AttemptStatus.Write(frame, attempt, kernel);
        var reader = new FrameReader(frame.Written.Span[4..]);
        return Assert.IsType<NodeEvent.Started>(KeeperReports.Read(reader.Kind(), ref reader));
    }
}
