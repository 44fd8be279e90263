using System.Collections.Immutable;
using Rota.Core.Placement;
using Rota.Core.Slots;
using Rota.Store.Postgres.Nodes;
using Rota.Store.Postgres.Sessions;
using Rota.Store.Rows;
using Rota.Store.Rules;
using Rota.Store.Specs;
using Rota.Store.Turns;

namespace Rota.Store.Postgres.Tables;

/// <summary>The frame's rows: members, lengths, who owns which partition.</summary>
internal sealed class FrameTable(Connection connection)
{
    private const string Columns = """
        epoch, boot_id, boot_epoch, time_space, pid_space, anchor, cycle, longest, guard, strict, pace, turn, serves_all
        """;

    public Membership Read(long incarnation) =>
        FrameRule.Place(Row(), Members(), incarnation, PartitionsOf(incarnation), Capacity()) with
        {
            Node = NodeTable.Serving(connection),
            Own = NodeTable.Own(connection),
            Nodes = NodeTable.All(connection),
        };

    /// <summary>The timetable, which nobody else changes before this transaction ends.</summary>
    public FrameRow Hold()
    {
        _ = connection.Prepare("UPDATE rota.frame SET epoch = epoch WHERE id = 1").RunNow();
        return Row();
    }

    /// <summary>The pid namespace that the members live in.</summary>
    public string PidSpace => Row().PidSpace;

    public long Epoch => connection.Scalar("SELECT epoch FROM rota.frame")!.Value;

    /// <summary>The timetable as it is.</summary>
    public FrameRow Row()
    {
        using var rows = connection.Prepare($"SELECT {Columns} FROM rota.frame").Rows();
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

    /// <summary>Writes it.</summary>
    public void Write(FrameRow row) =>
        connection
            .Prepare(
                $"""
                UPDATE rota.frame SET ({Columns}) = ROW ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
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

    /// <summary>The members by rank.</summary>
    public ImmutableArray<Member> Members()
    {
        var members = ImmutableArray.CreateBuilder<Member>();
        using var rows = connection
            .Prepare("SELECT id, incarnation, pid, pid_start FROM rota.member ORDER BY rank")
            .Rows();
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
        using var rows = connection.Prepare("SELECT id, epoch, owner FROM rota.partition ORDER BY id").Rows();
        while (rows.Read())
        {
            partitions.Add(new PartitionRow(rows.Int32(0), rows.Int64(1), rows.Int64(2)));
        }

        return partitions;
    }

    public ImmutableArray<int> PartitionsOf(long incarnation) =>
        [.. Partitions().Where(partition => partition.Owner == incarnation).Select(partition => partition.Id)];

    /// <summary>What the node has; null where nobody has said yet.</summary>
    public Capacity? Capacity()
    {
        using var rows = connection
            .Prepare("SELECT capacity FROM rota.node WHERE id = (SELECT node FROM rota.frame)")
            .Rows();
        return rows.Read() ? CapacityForm.Read(rows.Text(0)) : null;
    }
}
