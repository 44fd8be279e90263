using System.Collections.Immutable;
using Rota.Core.Slots;
using Rota.Store.Local;
using Rota.Store.Machines;
using Rota.Store.Nodes;
using Rota.Store.Postgres.Nodes;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rows;
using Rota.Store.Rules;
using Rota.Store.Specs;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Tables;

/// <summary>Changes of the members. Each holds the frame first, inside its caller's transaction.</summary>
internal sealed class MemberTable(Connection connection, FrameTable frames)
{
    /// <summary>Puts the runner in; drops the dead, those of another boot, and an earlier one of its name.</summary>
    /// <returns>Its incarnation.</returns>
    public long Join(RunnerIdentity runner, JoinOptions options, Predicate<Member> isAlive)
    {
        var frame = frames.Hold();
        Rewinding.Refuse(connection);
        var staying = JoinRule.Staying(frames.Members(), (frame.BootId, frame.TimeSpace), runner, isAlive);
        var incarnation = JoinRule.Incarnation(
            staying,
            () => Sequences.Take(connection, "incarnation"),
            SharedMap.IsSamePlace
        );
        if (options.Capacity is { } capacity)
        {
            var name = ServingRule.FreeName(NodeTable.All(connection), options.NodeName);
            NodeTable.Put(connection, NodeRule.Own(NodeTable.Own(connection), name, capacity));
        }

        var self = new Member(runner.Id, incarnation, runner.Pid, runner.StartTicks);
        Replace(BookAnew(FrameRule.Joined(frame, runner, options)), [.. staying, self]);
        return incarnation;
    }

    /// <summary>Takes members out and gives their partitions to the others, if the epoch is still this one.</summary>
    public bool Remove(long epoch, IReadOnlyCollection<long> incarnations)
    {
        var frame = frames.Hold();
        if (frame.Epoch != epoch)
        {
            return false;
        }

        Replace(frame, [.. frames.Members().Where(member => !incarnations.Contains(member.Incarnation))]);
        return true;
    }

    /// <summary>Takes all members out: each has to join again, in another epoch.</summary>
    public void RemoveAll() => Replace(frames.Hold(), []);

    /// <summary>Sets the lengths, if the epoch is still the same.</summary>
    public void SetPace(Frame wanted)
    {
        if (FrameRule.Paced(frames.Hold(), wanted) is { } paced)
        {
            frames.Write(paced);
        }
    }

    /// <summary>Sets how many slots the node has, and has its runners look.</summary>
    /// <returns>How many it had; null where nobody has said yet what it has.</returns>
    public int? SetSlots(int slots)
    {
        var frame = frames.Hold();
        if (frames.Capacity() is not { } capacity)
        {
            return null;
        }

        connection
            .Prepare("UPDATE rota.node SET capacity = $1 WHERE id = (SELECT node FROM rota.frame)")
            .Bind(1, CapacityForm.Write(capacity with { Slots = slots }))
            .Run();
        frames.Write(FrameRule.ToLookAt(frame));
        return capacity.Slots;
    }

    /// <summary>Has all runners look at the nodes again, or begin anew with one.</summary>
    public void Heard(NodeNews news)
    {
        if (news == NodeNews.Anew)
        {
            Replace(frames.Hold(), frames.Members());
        }
        else
        {
            frames.Write(FrameRule.ToLookAt(frames.Hold()));
        }
    }

    private void Replace(FrameRow before, ImmutableArray<Member> members)
    {
        var frame = FrameRule.Changed(before, members.Length);
        frames.Write(frame);
        connection.Execute("DELETE FROM rota.member");
        for (var rank = 0; rank < members.Length; rank++)
        {
            connection
                .Prepare("INSERT INTO rota.member (rank, id, incarnation, pid, pid_start) VALUES ($1, $2, $3, $4, $5)")
                .Bind(1, (long)rank)
                .Bind(2, members[rank].Id)
                .Bind(3, members[rank].Incarnation)
                .Bind(4, (long)members[rank].Pid)
                .Bind(5, members[rank].StartTicks)
                .Run();
        }

        // Every member loads its jobs anew now, and shows again what it lacks: an old demand would hold the others up.
        connection.Execute("DELETE FROM rota.demand");
        foreach (var moved in FrameRule.Moved(frames.Partitions(), members, frame.Epoch))
        {
            connection
                .Prepare("UPDATE rota.partition SET owner = $2, epoch = $3 WHERE id = $1")
                .Bind(1, (long)moved.Id)
                .Bind(2, moved.Owner)
                .Bind(3, moved.Epoch)
                .Run();
        }
    }

    private FrameRow BookAnew(FrameRow before)
    {
        var frame = before with { Turn = before.Turn + 1 };
        var accounts = AccountRule.Anew(AccountTable.All(connection), AccountTable.Held(connection), frame.Turn);
        connection.Execute("DELETE FROM rota.account");
        foreach (var account in accounts)
        {
            AccountTable.Put(connection, account);
        }

        return frame;
    }
}
