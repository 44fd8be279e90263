using Rota.Store.Local;

namespace Rota.Store.Tests;

/// <summary>Who looks for members of another pid namespace is not misled by one that is just joining.</summary>
public sealed class MembersLockTests : IDisposable
{
    private const string Own = "pid:[1]";
    private const string Other = "pid:[2]";
    private readonly Home home = new();

    public void Dispose() => home.Dispose();

    [Fact]
    public void Members_of_another_namespace_are_found_while_they_hold_their_lock()
    {
        using (var members = new MembersLock(home.State))
        {
            members.Enter(isSameSpace: true);
            Assert.True(MembersLock.IsHeldElsewhere(home.State, Own, () => Other));
            Assert.False(MembersLock.IsHeldElsewhere(home.State, Own, () => Own));
            Assert.False(MembersLock.IsHeldElsewhere(home.State, Own, () => ""));
        }

        Assert.False(MembersLock.IsHeldElsewhere(home.State, Own, () => Other));
    }

    [Fact]
    public void One_of_the_own_namespace_that_is_just_joining_is_waited_for()
    {
        using var members = new MembersLock(home.State);
        var joining = new FileLock(home.State.WriteLock);
        Assert.True(joining.TryEnter());
        members.Enter(isSameSpace: true);
        var space = Other;
        var looks = 0;
        Assert.False(MembersLock.IsHeldElsewhere(home.State, Own, Noted));

        string Noted()
        {
            if (looks++ > 0)
            {
                return space;
            }

            // It commits after it was looked at for the first time. A thread of its own: the pool may be busy for long.
            new Thread(() =>
            {
                space = Own;
                joining.Dispose();
            }).Start();
            return Other;
        }
    }

    [Fact]
    public void Two_that_look_at_once_are_not_taken_for_members()
    {
        home.Open().Dispose();
        File.WriteAllText(home.State.MembersLock, "");
        var wrong = 0;
        Parallel.For(0, 2000, _ =>
        {
            if (MembersLock.IsHeldElsewhere(home.State, Own, () => Other))
            {
                Interlocked.Increment(ref wrong);
            }
        });
        Assert.Equal(0, wrong);
    }
}
