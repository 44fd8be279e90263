using System.Collections.Immutable;
using Rota.Core.Slots;
using Rota.Store.Local;
using Rota.Store.Nodes;
using Rota.Store.Rules;
using Rota.Store.Turns;

namespace Rota.Store.Memory.Tables;

/// <summary>The rows that change with the members.</summary>
internal static class MemberTables
{
    /// <summary>Puts a runner in, in place of an earlier one of its name and of those that are gone.</summary>
    /// <returns>The rows afterwards, and its incarnation.</returns>
    public static (HomeTables Tables, long Incarnation) Join(
        HomeTables tables,
        RunnerIdentity runner,
        JoinOptions options,
        Predicate<Member> isAlive
    )
    {
        var clock = (tables.Frame.BootId, tables.Frame.TimeSpace);
        var staying = JoinRule.Staying(tables.Members, clock, runner, isAlive);
        var next = tables.Next.Incarnation;
        var incarnation = JoinRule.Incarnation(staying, () => next++, SharedMap.IsSamePlace);
        var self = new Member(runner.Id, incarnation, runner.Pid, runner.StartTicks);
        var frame = FrameRule.Joined(tables.Frame, runner, options) with { Turn = tables.Frame.Turn + 1 };
        var accounts = AccountRule.Anew(tables.Accounts.Values, tables.Held(), frame.Turn);
        var joined = tables with
        {
            Frame = frame,
            Next = tables.Next with { Incarnation = next },
            Own = options.Capacity is { } capacity ? NodeRule.Own(tables.Own, options.NodeName, capacity) : tables.Own,
            Accounts = accounts.ToImmutableSortedDictionary(row => row.Id.Text, row => row, StringComparer.Ordinal),
        };
        return (Replace(joined, [.. staying, self]), incarnation);
    }

    /// <summary>Takes members out and gives their partitions to the others.</summary>
    public static HomeTables Remove(HomeTables tables, IReadOnlyCollection<long> incarnations) =>
        Replace(tables, tables.Members.RemoveAll(member => incarnations.Contains(member.Incarnation)));

    /// <summary>A runner's place.</summary>
    public static Membership Place(HomeTables tables, long incarnation) =>
        FrameRule.Place(
            tables.Frame,
            tables.Members,
            incarnation,
            [.. tables.Partitions.Where(partition => partition.Owner == incarnation).Select(partition => partition.Id)],
            tables.Own?.Said.Capacity
        ) with
        {
            Own = tables.Own,
            Nodes = [.. tables.Nodes.Values],
        };

    /// <summary>Has all runners look at the nodes again, or begin anew with one.</summary>
    public static HomeTables Heard(HomeTables tables, NodeNews news) =>
        news == NodeNews.Anew
            ? Replace(tables, tables.Members)
            : tables with
            {
                Frame = FrameRule.ToLookAt(tables.Frame),
            };

    private static HomeTables Replace(HomeTables tables, ImmutableArray<Member> members)
    {
        var frame = FrameRule.Changed(tables.Frame, members.Length);
        var partitions = tables.Partitions;
        foreach (var moved in FrameRule.Moved(tables.Partitions, members, frame.Epoch))
        {
            partitions = partitions.SetItem(moved.Id, moved);
        }

        // Every member loads its jobs anew now, and shows again what it lacks: an old demand would hold the others up.
        return tables with
        {
            Frame = frame,
            Members = members,
            Partitions = partitions,
            Demands = tables.Demands.Clear(),
        };
    }
}
