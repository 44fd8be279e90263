using Rota.Core.Slots;
using Rota.Store.Locks;
using Rota.Store.Postgres.Opening;
using Rota.Store.Postgres.Sites;
using Rota.Store.Postgres.Tables;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Turns;

/// <summary>Changes of the members, for one runner of a state directory.</summary>
internal sealed class PostgresMembers(
    Writer writer,
    WriteLock turnLock,
    MembersLock share,
    FrameTable frames,
    (SiteTable Table, LastTurn Last) site
) : IDisposable
{
    private readonly MemberTable table = new(writer.Connection, frames);

    public Membership Join(RunnerIdentity runner, JoinOptions options, Predicate<Member> isAlive)
    {
        if (!turnLock.TryEnter(LockRule.WaitMax))
        {
            throw LockRule.Busy("the turn of this state", LockRule.WaitMax, $"{turnLock.Map.Holder.Process.Pid}");
        }

        try
        {
            var (membership, turn) = writer.Write(() =>
            {
                var before = frames.Hold();
                site.Last.Refuse(before.Turn, writer.Connection.Path);
                site.Table.Claim();
                share.Enter(runner.PidSpace == before.PidSpace);
                var incarnation = table.Join(runner, options, isAlive);
                SetTimeline();
                return (frames.Read(incarnation), frames.Row().Turn);
            });
            site.Last.Note(turn);
            return membership;
        }
        finally
        {
            turnLock.Exit();
        }
    }

    public bool Evict(long epoch, IReadOnlyCollection<long> incarnations, TimeSpan wait) =>
        Held(wait, () => table.Remove(epoch, incarnations));

    public void SetPace(Frame frame) =>
        Held(
            TimeSpan.Zero,
            () =>
            {
                table.SetPace(frame);
                return true;
            }
        );

    /// <summary>
    /// After a standby was made the primary, numbers of epochs may come again that somebody had before: all members go,
    /// and each joins anew.
    /// </summary>
    /// <exception cref="StoreException"><see cref="StoreFailure.Fenced"/>: it is in another history.</exception>
    public void CheckTimeline(Fence fence)
    {
        if (fence.Timeline == fence.Current)
        {
            return;
        }

        _ = writer.Write(() =>
        {
            table.RemoveAll();
            SetTimeline();
            return true;
        });
        throw new StoreException(
            StoreFailure.Fenced,
            $"another server is the primary of {writer.Connection.Path} now; this runner joins again"
        );
    }

    public void Dispose() => share.Dispose();

    private void SetTimeline() =>
        writer.Connection.Execute($"UPDATE rota.frame SET timeline = {writer.Connection.Server.TimelineSql}");

    private bool Held(TimeSpan wait, Func<bool> work)
    {
        if (!turnLock.TryEnter(wait))
        {
            return false;
        }

        try
        {
            return writer.Write(work);
        }
        finally
        {
            turnLock.Exit();
        }
    }
}
