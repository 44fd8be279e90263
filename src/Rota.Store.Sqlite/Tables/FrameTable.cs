using System.Collections.Immutable;
using Rota.Core.Partitions;
using Rota.Core.Slots;
using Rota.Store.Local;
using Rota.Store.Rules;
using Rota.Store.Specs;
using Rota.Store.Sqlite.Files;
using Rota.Store.Turns;

namespace Rota.Store.Sqlite.Tables;

/// <summary>
/// The frame's rows: members, lengths, who owns which partition. Writes run inside their caller's transaction.
/// </summary>
internal sealed class FrameTable(Connection connection)
{
    public Membership Read(long incarnation)
    {
        Frame frame;
        long longest;
        long pace;
        long bootEpoch;
        using (
            var rows = connection
                .Prepare("SELECT epoch, anchor, cycle, guard, strict, longest, pace, boot_epoch FROM frame")
                .Rows()
        )
        {
            _ = rows.Read();
            frame = new Frame
            {
                Epoch = rows.Int64(0),
                Anchor = rows.Int64(1),
                Cycle = rows.Int64(2),
                Guard = rows.Int64(3),
                IsStrict = rows.Boolean(4),
                Members = [],
            };
            (longest, pace, bootEpoch) = (rows.Int64(5), rows.Int64(6), rows.Int64(7));
        }

        return new Membership(
            frame with
            {
                Members = Members(),
            },
            incarnation,
            PartitionsOf(incarnation),
            Capacity(),
            longest,
            pace,
            bootEpoch
        );
    }

    /// <summary>Puts the runner in; drops the dead, those of another boot, and an earlier one of its name.</summary>
    /// <returns>Its incarnation.</returns>
    public long Join(RunnerIdentity runner, JoinOptions options, Predicate<Member> isAlive)
    {
        Rewinding.Refuse(connection);
        var written = Clock();
        var staying = JoinRule.Staying(Members(), written, runner, isAlive);
        var incarnation = JoinRule.Incarnation(staying, () => Next("incarnation"), SharedMap.IsSamePlace);
        var self = new Member(runner.Id, incarnation, runner.Pid, runner.StartTicks);
        if (written.BootId != runner.BootId)
        {
            connection.Execute("UPDATE frame SET boot_epoch = epoch + 1");
        }

        connection
            .Prepare("UPDATE frame SET boot_id = ?1, time_space = ?2, pid_space = ?3")
            .Bind(1, runner.BootId)
            .Bind(2, runner.TimeSpace)
            .Bind(3, runner.PidSpace)
            .Run();
        if (options.Cycle is { } cycle)
        {
            connection
                .Prepare("UPDATE frame SET cycle = ?1, longest = ?1, anchor = ?2, pace = pace + 1")
                .Bind(1, cycle)
                .Bind(2, options.Now)
                .Run();
        }

        if (options.IsStrict is { } strict)
        {
            connection.Prepare("UPDATE frame SET strict = ?1, pace = pace + 1").Bind(1, strict).Run();
        }

        if (options.Capacity is { } capacity)
        {
            connection
                .Prepare("INSERT OR REPLACE INTO node (id, name, capacity) VALUES (1, ?1, ?2)")
                .Bind(1, options.NodeName)
                .Bind(2, CapacityForm.Write(capacity))
                .Run();
        }

        BookAnew();
        Replace([.. staying, self]);
        return incarnation;
    }

    /// <summary>Takes members out and gives their partitions to the others.</summary>
    public void Remove(IReadOnlyCollection<long> incarnations) =>
        Replace([.. Members().Where(member => !incarnations.Contains(member.Incarnation))]);

    /// <summary>The pid namespace that the members live in.</summary>
    public string PidSpace => PidSpaceOf(connection);

    /// <summary>The same, for those who only look.</summary>
    public static string PidSpaceOf(Connection connection)
    {
        using var rows = connection.Prepare("SELECT pid_space FROM frame").Rows();
        return rows.Read() ? rows.Text(0) : "";
    }

    public long Epoch => connection.Scalar("SELECT epoch FROM frame")!.Value;

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

    private void Replace(ImmutableArray<Member> members)
    {
        connection.Execute("DELETE FROM member");
        connection.Execute("UPDATE frame SET epoch = epoch + 1");
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
        var owners = Rendezvous.Assign(members, Partition.Count);
        for (var partition = 0; partition < owners.Length; partition++)
        {
            connection
                .Prepare(
                    "UPDATE partition SET owner = ?2, epoch = (SELECT epoch FROM frame) WHERE id = ?1 AND owner <> ?2"
                )
                .Bind(1, (long)partition)
                .Bind(2, members[owners[partition]].Incarnation)
                .Run();
        }
    }

    /// <summary>Whatever went wrong before, what is used begins with what lives.</summary>
    private void BookAnew()
    {
        var turn = connection.Scalar("SELECT turn FROM frame")!.Value + 1;
        connection.Prepare("UPDATE frame SET turn = ?1").Bind(1, turn).Run();

        connection.Prepare("UPDATE account SET used = 0, turn = ?1").Bind(1, turn).Run();
        foreach (var (account, used) in AccountTotals.AddUp(connection))
        {
            AccountTotals.Put(connection, account, used, turn);
        }

        // All members load anew and read every account: rows of keys that nobody uses any more can go.
        connection.Execute("DELETE FROM account WHERE capacity IS NULL AND used = 0");
    }

    private ImmutableArray<Member> Members()
    {
        var members = ImmutableArray.CreateBuilder<Member>();
        using var rows = connection.Prepare("SELECT id, incarnation, pid, pid_start FROM member ORDER BY rank").Rows();
        while (rows.Read())
        {
            members.Add(new Member(rows.Text(0), rows.Int64(1), rows.Int32(2), rows.Int64(3)));
        }

        return members.ToImmutable();
    }

    private (string BootId, string TimeSpace) Clock()
    {
        using var rows = connection.Prepare("SELECT boot_id, time_space FROM frame").Rows();
        return rows.Read() ? (rows.Text(0), rows.Text(1)) : default;
    }

    private Core.Placement.Capacity Capacity()
    {
        using var rows = connection.Prepare("SELECT capacity FROM node WHERE id = 1").Rows();
        return rows.Read()
            ? CapacityForm.Read(rows.Text(0))
            : new Core.Placement.Capacity
            {
                Slots = 0,
                MilliCpus = 0,
                MemoryBytes = 0,
            };
    }
}
