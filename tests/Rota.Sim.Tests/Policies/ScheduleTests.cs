using Rota.Core.Model;
using Rota.Sim.Policies.Pending;

namespace Rota.Sim.Tests.Policies;

/// <summary>The wheel against a plain heap, with random plans that the simulation itself would not make.</summary>
public sealed class ScheduleTests
{
    [Theory]
    [InlineData(1, 1_000)]
    [InlineData(200, 1_000)]
    [InlineData(200, 1)]
    [InlineData(5_000, 100_000)]
    public void The_quick_schedule_gives_events_in_the_order_of_the_heap(int servers, long meanGap)
    {
        var (quick, plain) = (default(QuickSchedule), default(PlainSchedule));
        var shape = new ScheduleShape(servers, meanGap, [0, 500, 7]);
        quick.Open(shape);
        plain.Open(shape);
        var chance = new Prng((ulong)servers);
        var isBusy = new bool[servers];
        var now = 0L;
        var taken = 0;
        Arrive(now + 1);
        for (var step = 0; step < 60_000; step++)
        {
            var server = (int)chance.NextBelow(servers);
            switch (chance.NextBelow(8))
            {
                case < 3 when !isBusy[server]:
                    // Some at once, some soon, some many laps ahead.
                    var wait = chance.NextBelow(4) switch
                    {
                        0 => 0,
                        1 => chance.NextBelow(meanGap * 4),
                        2 => chance.NextBelow(meanGap * servers * 2),
                        _ => chance.NextBelow(meanGap * servers * 200),
                    };
                    quick.End(server, now + wait);
                    plain.End(server, now + wait);
                    isBusy[server] = true;
                    break;
                case 3 when isBusy[server] && chance.NextBelow(10) == 0:
                    quick.Cancel(server);
                    plain.Cancel(server);
                    isBusy[server] = false;
                    break;
                case 4:
                    var message = new Event { Kind = EventKind.Task, Node = server };
                    var row = (int)chance.NextBelow(3);
                    quick.Send(row, now, message);
                    plain.Send(row, now, message);
                    break;
                default:
                    Take();
                    break;
            }
        }

        while (Take()) { }

        Assert.True(taken > 10_000);

        bool Take()
        {
            var isThere = plain.TryNext(out var expected);
            Assert.Equal(isThere, quick.TryNext(out var next));
            if (!isThere)
            {
                return false;
            }

            Assert.Equal((expected.Time, expected.Sequence, expected.Kind), (next.Time, next.Sequence, next.Kind));
            Assert.Equal(expected.Node, next.Node);
            now = next.Time;
            taken++;
            if (next.Kind == EventKind.Ended)
            {
                isBusy[next.Node] = false;
            }
            else if (next.Kind == EventKind.Arrival && taken < 50_000)
            {
                Arrive(now + chance.NextBelow(meanGap * 20));
            }

            return true;
        }

        void Arrive(long time)
        {
            quick.Arrive(time);
            plain.Arrive(time);
        }
    }
}
