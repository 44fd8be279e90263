using Rota.Core.Model;
using Rota.Store.Local;
using Rota.Store.Memory;

namespace Rota.Store.Tests;

/// <summary>What only a home in memory can do, and what it cannot.</summary>
public sealed class MemoryHomeTests
{
    [Fact]
    public void A_commit_that_is_lost_is_lost_as_a_whole_and_those_before_are_kept()
    {
        using var backend = new MemoryBackend();
        var home = (MemoryHome)backend.Ports;
        var first = backend.Submit(Home.Spec());
        var before = Answers.Of(backend);
        var image = home.Image;
        using (var store = backend.Open())
        {
            new Player(store).Turn();
            Assert.NotEmpty(store.Load(first)!.Live);
        }

        backend.Submit(Home.Spec());
        home.SetBack(image);
        Assert.Equal(before, Answers.Of(backend));

        // What is committed afterwards stands on what was kept.
        Assert.Equal(new JobId(2), backend.Submit(Home.Spec()));
        using var again = backend.Open();
        Assert.True(again.HasChanged());
        new Player(again).Turn();
        Assert.Empty(backend.Violations());
    }

    [Fact]
    public void A_change_that_fails_leaves_the_lock_free_and_nothing_else()
    {
        using var backend = new MemoryBackend();
        backend.Submit(Home.Spec());
        var before = Answers.Of(backend);
        using (var store = backend.Open())
        {
            Assert.Throws<InvalidOperationException>(() =>
                store.Join(Home.Runner, Home.Joining, _ => true) is var place
                && store.Join(Home.Runner with { Id = "two" }, Home.Joining, _ => throw new InvalidOperationException()) is null
                && place.IsAlone);
            Assert.Single(store.Look(0).Frame.Members);
        }

        Assert.NotEqual(before, Answers.Of(backend));
        Assert.Equal(new JobId(2), backend.Submit(Home.Spec()));
    }

    [Fact]
    public void What_is_not_on_a_disk_cannot_be_backed_up_or_restored()
    {
        using var backend = new MemoryBackend();
        backend.Submit(Home.Spec());
        var target = Path.Combine(backend.State.Path, "backup.tar");
        var failures = new[]
        {
            Assert.Throws<StoreException>(() => backend.Ports.Backup(target, withFiles: false, replaces: false)),
            Assert.Throws<StoreException>(() => new MemoryHomes().Restore(target)),
        };
        Assert.All(failures, failure => Assert.Equal(StoreFailure.Unsupported, failure.Failure));
        Assert.False(File.Exists(target));
    }

    [Fact]
    public void Those_who_open_one_state_share_a_home_and_others_do_not()
    {
        using var backend = new MemoryBackend();
        using var other = new MemoryBackend();
        var homes = new MemoryHomes();
        var state = StateDirectory.Open(backend.State.Path, create: false);
        using (var submissions = homes.Of(backend.State).Submissions())
        {
            submissions.Submit(Home.Spec(), null, isWanted: true, Home.Now);
        }

        Assert.True(homes.Of(state).Exists);
        Assert.False(homes.Of(other.State).Exists);
    }

    [Fact]
    public void What_tasks_left_in_the_state_goes_with_their_job()
    {
        using var backend = new MemoryBackend();
        var job = backend.Submit(Home.Spec(1));
        using (var store = backend.Open())
        {
            new Player(store).RunToEnd();
        }

        var files = Directory.CreateDirectory(backend.State.PlacesOf(null).Files(job.Value));
        File.WriteAllText(Path.Combine(files.FullName, "result"), "12345");
        Directory.CreateDirectory(backend.State.JobDirectory(99));
        Assert.Contains("belongs to no job", Assert.Single(backend.Ask(home => home.Proof.Output())), StringComparison.Ordinal);
        using (var prune = backend.Ports.Prune())
        {
            prune.Remove(job);
            Assert.InRange(prune.GiveBack(), 1, 1 << 20);
        }

        Assert.False(Directory.Exists(backend.State.JobDirectory(job.Value)));
    }
}
