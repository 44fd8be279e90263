using System.Collections.Immutable;
using Rota.Core.Slots;
using Rota.Store.Turns;

namespace Rota.Store.Rules;

/// <summary>Who is a member once a runner joins: the same on every home.</summary>
public static class JoinRule
{
    /// <summary>More would only wait for each other.</summary>
    public const int MembersMax = 64;

    /// <summary>
    /// Those that stay: alive, of this boot, and not an earlier start of the runner that joins.
    /// </summary>
    /// <param name="members">Those that are there.</param>
    /// <param name="clock">The boot and the time namespace that they wrote down.</param>
    /// <param name="runner">Who joins.</param>
    /// <param name="isAlive">Whether a member's process lives.</param>
    /// <exception cref="StoreException">The runner reads another clock than they, or there are too many.</exception>
    public static ImmutableArray<Member> Staying(
        IEnumerable<Member> members,
        (string BootId, string TimeSpace) clock,
        RunnerIdentity runner,
        Predicate<Member> isAlive
    )
    {
        ImmutableArray<Member> staying =
        [
            .. members.Where(member => clock.BootId == runner.BootId && member.Id != runner.Id && isAlive(member)),
        ];
        if (!staying.IsEmpty && clock.TimeSpace != runner.TimeSpace)
        {
            throw new StoreException(
                StoreFailure.Unsafe,
                "the members of this state read another monotonic clock (time namespace). "
                    + "Start this runner outside of its container, or all of them inside"
            );
        }

        return staying.Length < MembersMax
            ? staying
            : throw new StoreException(
                StoreFailure.Unsafe,
                $"{MembersMax} runners take turns here, and more would only wait. End one first: rota slots"
            );
    }

    /// <summary>What keeps a process out while members of another pid namespace are there.</summary>
    public static StoreException RefusalElsewhere(string state) =>
        new(
            StoreFailure.Unsafe,
            $"runners of another pid namespace (a container, unshare --pid) serve {state}, and neither side sees "
                + "whether the other lives. Start all runners on one side, or end those over there first: rota down"
        );

    /// <summary>The first free incarnation that shows its heartbeat where none of those who stay does.</summary>
    /// <param name="staying">Who stays.</param>
    /// <param name="next">Gives the next number; none is given twice.</param>
    /// <param name="isSamePlace">Whether two incarnations show their heartbeats in one place.</param>
    public static long Incarnation(ImmutableArray<Member> staying, Func<long> next, Func<long, long, bool> isSamePlace)
    {
        while (true)
        {
            var incarnation = next();
            if (!staying.Any(member => isSamePlace(member.Incarnation, incarnation)))
            {
                return incarnation;
            }
        }
    }
}
