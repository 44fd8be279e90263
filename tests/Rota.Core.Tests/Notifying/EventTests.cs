using Rota.Core.Model;
using Rota.Core.Notifying;

namespace Rota.Core.Tests.Notifying;

public sealed class EventTests
{
    /// <summary>What people are told is what has changed, whatever the runs of a name did before.</summary>
    [Fact]
    public void Failed_and_recovered_alternate_however_the_runs_end()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            bool? failing = null;
            EventKind? told = null;
            for (var run = 0; run < 50; run++)
            {
                var ended = (JobState)random.Next((int)JobState.Succeeded, (int)JobState.Cancelled + 1);
                var change = Standing.Change(failing, ended);
                if (change is { } kind)
                {
                    Assert.NotEqual(told, kind);
                    Assert.Equal(kind == EventKind.Failed, ended == JobState.Failed);
                    told = kind;
                }

                failing = ended == JobState.Cancelled ? failing : ended == JobState.Failed;
                Assert.Equal(failing == true, told == EventKind.Failed);
            }
        }
    }

    [Fact]
    public void The_first_success_of_a_name_is_no_recovery() => Assert.Null(Standing.Change(null, JobState.Succeeded));

    [Fact]
    public void Counts_come_back_as_they_were_stored()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var counts = Enumerable.Range(0, random.Next(1, 20))
                .Aggregate(EventCounts.None, (all, _) => all.With((EventKind)random.Next(0, 9), random.NextInt64(1, 1 << 40)));
            Assert.Equal(counts.Counts, EventCounts.Parse(counts.ToString()).Counts);
            Assert.Equal(counts.And(counts).Counts.Values.Sum(), 2 * counts.Counts.Values.Sum());
        }
    }

    [Fact]
    public void A_message_is_named_by_the_most_that_it_tells() => Assert.Equal(
        EventKind.Failed,
        EventCounts.Of(EventKind.Ended).With(EventKind.GaveUp, 9).With(EventKind.Failed, 1).Main);

    [Fact]
    public void A_message_is_tried_eight_times_in_a_day_and_a_half()
    {
        var waits = Enumerable.Range(1, 8).Select(RetryLadder.After).ToArray();
        Assert.Null(waits[^1]);
        Assert.Equal(TimeSpan.FromSeconds(5), waits[0]);
        Assert.Equal(waits[..^1].Order(), waits[..^1]);
        Assert.InRange(waits[..^1].Sum(wait => wait!.Value.TotalHours), 30, 36);
        Assert.All(waits[..^1], wait => Assert.True(wait < RetryLadder.Longest));
    }
}
