using System.Collections.Immutable;
using Rota.Core.Placement;
using Rota.Core.Slots;
using Rota.Store.Rows;
using Rota.Store.Turns;

namespace Rota.Store.Rules;

/// <summary>What a change of the members changes about the timetable, and who owns which partition then.</summary>
public static class FrameRule
{
    private static readonly Capacity Nothing = new()
    {
        Slots = 0,
        MilliCpus = 0,
        MemoryBytes = 0,
    };

    /// <summary>The timetable with what a runner brings that joins; its epoch is raised by the change itself.</summary>
    public static FrameRow Joined(FrameRow frame, RunnerIdentity runner, JoinOptions options)
    {
        var joined = frame with
        {
            BootEpoch = frame.BootId == runner.BootId ? frame.BootEpoch : frame.Epoch + 1,
            BootId = runner.BootId,
            TimeSpace = runner.TimeSpace,
            PidSpace = runner.PidSpace,
        };
        if (options.Cycle is { } cycle)
        {
            joined = joined with { Cycle = cycle, Longest = cycle, Anchor = options.Now, Pace = joined.Pace + 1 };
        }

        return options.IsStrict is { } strict ? joined with { IsStrict = strict, Pace = joined.Pace + 1 } : joined;
    }

    /// <summary>
    /// The timetable of other members: what those of before write is refused. A pace that they found for each other is
    /// none for one that is left alone: it would wake up in each of those short cycles, for nothing.
    /// </summary>
    public static FrameRow Changed(FrameRow frame, int members)
    {
        var changed = frame with { Epoch = frame.Epoch + 1 };
        return members > 1 || changed.Cycle == changed.Longest
            ? changed
            : changed with
            {
                Cycle = changed.Longest,
                Pace = changed.Pace + 1,
            };
    }

    /// <summary>The timetable with other lengths; null when its epoch is another by now.</summary>
    public static FrameRow? Paced(FrameRow frame, Frame wanted) =>
        frame.Epoch == wanted.Epoch
            ? frame with
            {
                Anchor = wanted.Anchor,
                Cycle = wanted.Cycle,
                Guard = wanted.Guard,
                Pace = frame.Pace + 1,
            }
            : null;

    /// <summary>The timetable once its members have something to look at that is no change of them.</summary>
    public static FrameRow ToLookAt(FrameRow frame) => frame with { Pace = frame.Pace + 1 };

    /// <summary>The partitions that get another owner; none while there is no member.</summary>
    /// <param name="partitions">Who owns them now, by number.</param>
    /// <param name="members">The members.</param>
    /// <param name="epoch">The epoch of the change.</param>
    public static IEnumerable<PartitionRow> Moved(
        IReadOnlyList<PartitionRow> partitions,
        ImmutableArray<Member> members,
        long epoch
    )
    {
        var owners = Rendezvous.Assign(members, partitions.Count);
        for (var partition = 0; partition < owners.Length; partition++)
        {
            var owner = members[owners[partition]].Incarnation;
            if (partitions[partition].Owner != owner)
            {
                yield return new PartitionRow(partition, epoch, owner);
            }
        }
    }

    /// <summary>A runner's place in it.</summary>
    /// <param name="frame">The timetable.</param>
    /// <param name="members">The members by rank.</param>
    /// <param name="incarnation">The runner.</param>
    /// <param name="partitions">What it owns.</param>
    /// <param name="capacity">What the node has; null when nobody has said yet.</param>
    public static Membership Place(
        FrameRow frame,
        ImmutableArray<Member> members,
        long incarnation,
        ImmutableArray<int> partitions,
        Capacity? capacity
    ) =>
        new(
            new Frame
            {
                Epoch = frame.Epoch,
                Anchor = frame.Anchor,
                Cycle = frame.Cycle,
                Guard = frame.Guard,
                IsStrict = frame.IsStrict,
                Members = members,
            },
            incarnation,
            partitions,
            capacity ?? Nothing,
            frame.Longest,
            frame.Pace,
            frame.BootEpoch
        );
}
