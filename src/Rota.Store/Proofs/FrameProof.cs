using Rota.Core.Placement;
using Rota.Core.Slots;
using Rota.Store.Rows;

namespace Rota.Store.Proofs;

/// <summary>What must hold of members, partitions, epochs and turns: a sentence for each violation.</summary>
public static class FrameProof
{
    /// <summary>All violations.</summary>
    /// <param name="frame">The timetable.</param>
    /// <param name="members">Its members.</param>
    /// <param name="partitions">Who owns what.</param>
    /// <param name="demands">Who waits for which account.</param>
    /// <param name="accounts">The shared accounts.</param>
    /// <param name="nextIncarnation">The next number that a runner gets that joins.</param>
    public static IEnumerable<string> Violations(
        FrameRow frame,
        IReadOnlyCollection<Member> members,
        IEnumerable<PartitionRow> partitions,
        IEnumerable<(long Runner, AccountId Account)> demands,
        IEnumerable<AccountRow> accounts,
        long nextIncarnation
    )
    {
        var incarnations = members.Select(member => member.Incarnation).ToHashSet();
        foreach (var partition in partitions)
        {
            if (incarnations.Count > 0 && !incarnations.Contains(partition.Owner))
            {
                yield return $"partition {partition.Id} is owned by incarnation {partition.Owner}, which is no member";
            }

            if (partition.Epoch > frame.Epoch)
            {
                yield return $"partition {partition.Id} has epoch {partition.Epoch}, beyond the frame";
            }
        }

        foreach (var member in members.Where(member => member.Incarnation >= nextIncarnation))
        {
            yield return $"member {member.Id} has incarnation {member.Incarnation}, which was never given";
        }

        foreach (var (runner, account) in demands.Where(demand => !incarnations.Contains(demand.Runner)))
        {
            yield return $"incarnation {runner} waits for {account} and is no member";
        }

        foreach (var account in accounts.Where(account => account.Turn > frame.Turn))
        {
            yield return $"account {account.Id} was changed in turn {account.Turn}, which has not been";
        }
    }
}
