using System.Collections.Immutable;
using Rota.Core.Placement;
using Rota.Core.Slots;
using Rota.Store.Local;
using Rota.Store.Nodes;
using Rota.Store.Rows;
using Rota.Store.Rules;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Files;
using Rota.Store.Sqlite.Nodes;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Tables;

/// <summary>
/// The frame's rows: members, lengths, who owns which partition. Writes run inside their caller's transaction.
/// </summary>
internal sealed class FrameTable(Connection connection)
{
    private const string Columns = """
        epoch, boot_id, boot_epoch, time_space, pid_space, anchor, cycle, longest, guard, strict, pace, turn, serves_all
        """;

    public Membership Read(long incarnation) =>
        FrameRule.Place(Row(), Members(), incarnation, PartitionsOf(incarnation), Capacity()) with
        {
            Own = NodeTable.Own(connection),
            Nodes = NodeTable.All(connection),
        };

    /// <summary>Puts the runner in; drops the dead, those of another boot, and an earlier one of its name.</summary>
    /// <returns>Its incarnation.</returns>
    public long Join(RunnerIdentity runner, JoinOptions options, Predicate<Member> isAlive)
    {
        Rewinding.Refuse(connection);
        var frame = Row();
        var staying = JoinRule.Staying(Members(), (frame.BootId, frame.TimeSpace), runner, isAlive);
        var incarnation = JoinRule.Incarnation(staying, () => Next("incarnation"), SharedMap.IsSamePlace);
        if (options.Capacity is { } capacity)
        {
            connection
                .Prepare(
                    """
                    INSERT INTO node (id, name, capacity) VALUES (1, ?1, ?2)
                    ON CONFLICT (id) DO UPDATE SET name = ?1, capacity = ?2
                    """
                )
                .Bind(1, options.NodeName)
                .Bind(2, CapacityForm.Write(capacity))
                .Run();
        }

        var self = new Member(runner.Id, incarnation, runner.Pid, runner.StartTicks);
        Replace(BookAnew(FrameRule.Joined(frame, runner, options)), [.. staying, self]);
        return incarnation;
    }

    /// <summary>Takes members out and gives their partitions to the others.</summary>
    public void Remove(IReadOnlyCollection<long> incarnations) =>
        Replace(Row(), [.. Members().Where(member => !incarnations.Contains(member.Incarnation))]);

    /// <summary>Sets the lengths, if the epoch is still the same.</summary>
    public void SetPace(Frame wanted)
    {
        if (FrameRule.Paced(Row(), wanted) is { } paced)
        {
            Write(paced);
        }
    }

    /// <summary>Sets how many slots the node has, and has its runners look.</summary>
    /// <returns>How many it had; null where nobody has said yet what it has.</returns>
    public int? SetSlots(int slots)
    {
        if (Capacity() is not { } capacity)
        {
            return null;
        }

        Put(capacity with { Slots = slots });
        Write(FrameRule.ToLookAt(Row()));
        return capacity.Slots;
    }

    /// <summary>Has all runners look at the nodes again, or begin anew with one.</summary>
    public void Heard(NodeNews news)
    {
        if (news == NodeNews.Anew)
        {
            Replace(Row(), Members());
        }
        else
        {
            Write(FrameRule.ToLookAt(Row()));
        }
    }

    /// <summary>The pid namespace that the members live in.</summary>
    public string PidSpace => PidSpaceOf(connection);

    /// <summary>The same, for those who only look.</summary>
    public static string PidSpaceOf(Connection connection)
    {
        using var rows = connection.Prepare("SELECT pid_space FROM frame").Rows();
        return rows.Read() ? rows.Text(0) : "";
    }

    public long Epoch => connection.Scalar("SELECT epoch FROM frame")!.Value;

    /// <summary>The timetable as it is.</summary>
    public FrameRow Row()
    {
        using var rows = connection.Prepare($"SELECT {Columns} FROM frame").Rows();
        _ = rows.Read();
        return new FrameRow
        {
            Epoch = rows.Int64(0),
            BootId = rows.Text(1),
            BootEpoch = rows.Int64(2),
            TimeSpace = rows.Text(3),
            PidSpace = rows.Text(4),
            Anchor = rows.Int64(5),
            Cycle = rows.Int64(6),
            Longest = rows.Int64(7),
            Guard = rows.Int64(8),
            IsStrict = rows.Boolean(9),
            Pace = rows.Int64(10),
            Turn = rows.Int64(11),
            ServesAll = rows.Boolean(12),
        };
    }

    /// <summary>The members by rank.</summary>
    public ImmutableArray<Member> Members()
    {
        var members = ImmutableArray.CreateBuilder<Member>();
        using var rows = connection.Prepare("SELECT id, incarnation, pid, pid_start FROM member ORDER BY rank").Rows();
        while (rows.Read())
        {
            members.Add(new Member(rows.Text(0), rows.Int64(1), rows.Int32(2), rows.Int64(3)));
        }

        return members.ToImmutable();
    }

    /// <summary>Who owns which partition, by number.</summary>
    public List<PartitionRow> Partitions()
    {
        var partitions = new List<PartitionRow>();
        using var rows = connection.Prepare("SELECT id, epoch, owner FROM partition ORDER BY id").Rows();
        while (rows.Read())
        {
            partitions.Add(new PartitionRow(rows.Int32(0), rows.Int64(1), rows.Int64(2)));
        }

        return partitions;
    }

    /// <summary>The next number of a sequence.</summary>
    private long Next(string sequence, int count = 1)
    {
        var first = connection.Prepare("SELECT next FROM sequence WHERE name = ?1").Bind(1, sequence).Scalar()!.Value;
        connection
            .Prepare("UPDATE sequence SET next = ?2 WHERE name = ?1")
            .Bind(1, sequence)
            .Bind(2, first + count)
            .Run();
        return first;
    }

    public long ReserveAttempts(int count) => Next("attempt", count);

    public ImmutableArray<int> PartitionsOf(long incarnation)
    {
        var partitions = ImmutableArray.CreateBuilder<int>();
        using var rows = connection.Prepare("SELECT id FROM partition WHERE owner = ?1").Bind(1, incarnation).Rows();
        while (rows.Read())
        {
            partitions.Add(rows.Int32(0));
        }

        return partitions.ToImmutable();
    }

    private void Replace(FrameRow before, ImmutableArray<Member> members)
    {
        var frame = FrameRule.Changed(before, members.Length);
        Write(frame);
        connection.Execute("DELETE FROM member");
        for (var rank = 0; rank < members.Length; rank++)
        {
            connection
                .Prepare("INSERT INTO member (rank, id, incarnation, pid, pid_start) VALUES (?1, ?2, ?3, ?4, ?5)")
                .Bind(1, (long)rank)
                .Bind(2, members[rank].Id)
                .Bind(3, members[rank].Incarnation)
                .Bind(4, (long)members[rank].Pid)
                .Bind(5, members[rank].StartTicks)
                .Run();
        }

        // Every member loads its jobs anew now, and shows again what it lacks: an old demand would hold the others up.
        connection.Execute("DELETE FROM demand");
        foreach (var moved in FrameRule.Moved(Partitions(), members, frame.Epoch))
        {
            connection
                .Prepare("UPDATE partition SET owner = ?2, epoch = ?3 WHERE id = ?1")
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
        connection.Execute("DELETE FROM account");
        foreach (var account in accounts)
        {
            AccountTable.Put(connection, account);
        }

        return frame;
    }

    private void Write(FrameRow row) =>
        connection
            .Prepare(
                $"""
                UPDATE frame SET ({Columns}) = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                """
            )
            .Bind(1, row.Epoch)
            .Bind(2, row.BootId)
            .Bind(3, row.BootEpoch)
            .Bind(4, row.TimeSpace)
            .Bind(5, row.PidSpace)
            .Bind(6, row.Anchor)
            .Bind(7, row.Cycle)
            .Bind(8, row.Longest)
            .Bind(9, row.Guard)
            .Bind(10, row.IsStrict)
            .Bind(11, row.Pace)
            .Bind(12, row.Turn)
            .Bind(13, row.ServesAll)
            .Run();

    private void Put(Capacity capacity) =>
        connection.Prepare("UPDATE node SET capacity = ?1 WHERE id = 1").Bind(1, CapacityForm.Write(capacity)).Run();

    private Capacity? Capacity()
    {
        using var rows = connection.Prepare("SELECT capacity FROM node WHERE id = 1").Rows();
        return rows.Read() ? CapacityForm.Read(rows.Text(0)) : null;
    }
}
