using System.Diagnostics.CodeAnalysis;
using Rota.Core.Model;
using Rota.Fabric.Answers;
using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Table;

namespace Rota.Node.Keeper.Orders;

/// <summary>
/// Which orders are let in: those of the owner, about what is here. All others are refused, and hear why. Members are
/// called under the gate of the attempts.
/// </summary>
internal sealed class OrderDoor(AttemptTable table, KeeperLink link)
{
    /// <summary>
    /// An attempt that this runner may give orders about; else it is refused. An earlier version does not say of which
    /// job an attempt is that is not here.
    /// </summary>
    public bool TryFind(RunnerLine line, long id, long? job, [NotNullWhen(true)] out KeptAttempt? attempt)
    {
        if ((table.TryFind(id, out attempt) ? attempt.Job : job) is { } of && !IsOwner(line, id, of))
        {
            return false;
        }

        if (attempt is null)
        {
            Refuse(line, id, new ClaimRefusal(ClaimRefusalCode.NotHeld));
        }

        return attempt is not null;
    }

    /// <summary>Whether this runner speaks for a job; else its order is refused.</summary>
    public bool IsOwner(RunnerLine line, long id, long job)
    {
        if (link.IsOwner(line, job) || PlantedBug.Is(PlantedBug.EarlierOwners))
        {
            return true;
        }

        var owner = table.Claims.Of(job);
        Refuse(line, id, new ClaimRefusal(ClaimRefusalCode.Fenced) { Holder = $"epoch {owner}" });
        return false;
    }

    /// <summary>Says why an order is not carried out.</summary>
    public static void Refuse(RunnerLine line, long id, ClaimRefusal why) =>
        line.Answer(new ClaimAnswer.Refused { Attempt = new AttemptId(id), Why = why });
}
