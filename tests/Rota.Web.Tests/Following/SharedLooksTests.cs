using Rota.Core.Model;
using Rota.Store.Home;
using Rota.Web.Following;

namespace Rota.Web.Tests.Following;

/// <summary>One looks for all who wait for the same.</summary>
public sealed class SharedLooksTests : IDisposable
{
    private readonly ServedState state = new();
    private readonly HomeSignal signal;
    private readonly SharedLooks looks;
    private int made;

    public SharedLooksTests()
    {
        signal = new HomeSignal(state.Site);
        looks = new SharedLooks(state.Site, signal);
    }

    [Fact]
    public async Task Two_hundred_who_wait_for_the_same_are_one_who_looks()
    {
        var places = Enumerable.Range(0, 200).Select(_ => Enter(1)).ToList();
        Assert.Equal(1, made);
        await places[0].Watched.Looked(1);
        Assert.All(places, place => Assert.Same(places[0].Watched, place.Watched));
        places.ForEach(place => place.Dispose());
    }

    [Fact]
    public async Task A_commit_is_looked_at_and_so_is_what_somebody_comes_to_wait_for()
    {
        using var first = Enter(1);
        await first.Watched.Looked(1);
        using var second = Enter(2);
        await second.Watched.Looked(1);
        var seen = first.Watched.Looks;
        await state.Submit();
        await first.Watched.Looked(seen + 1);
    }

    [Fact]
    public async Task Nobody_looks_any_more_when_the_last_one_left_and_who_comes_then_begins_anew()
    {
        var one = Enter(1);
        var other = Enter(1);
        one.Dispose();
        using (var third = Enter(1))
        {
            Assert.Equal(1, made);
        }

        other.Dispose();
        using var next = Enter(1);
        Assert.Equal(2, made);
        await next.Watched.Looked(1);
    }

    [Fact]
    public void Whoever_comes_late_does_not_take_an_earlier_end_for_the_present_one()
    {
        using var home = state.Site.Open().Read();
        var end = new AwaitedEnd(new JobId(1));
        end.Look(home);
        Assert.True(end.Seen.IsCompleted);
        end.Join();
        Assert.False(end.Seen.IsCompleted);
    }

    public void Dispose()
    {
        looks.Dispose();
        signal.Dispose();
        state.Dispose();
    }

    private Place<Counted> Enter(long job) =>
        looks.Enter(new JobId(job), () =>
        {
            made++;
            return new Counted();
        });

    private sealed class Counted : Watched
    {
        private readonly SemaphoreSlim looked = new(0);
        private int taken;

        public int Looks { get; private set; }

        public async Task Looked(int times)
        {
            for (; taken < times; taken++)
            {
                Assert.True(await looked.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
            }
        }

        public override void Join()
        {
        }

        public override void Look(IHomeReader home)
        {
            Looks++;
            looked.Release();
        }
    }
}
