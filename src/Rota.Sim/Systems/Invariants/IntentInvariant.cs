using Rota.Core.Scheduling.Effects;
using Rota.Core.Scheduling.State;
using Rota.Store.Turns;

namespace Rota.Sim.Systems.Invariants;

/// <summary>A promise about attempts at the moment that each is committed.</summary>
internal abstract class IntentInvariant : WorldInvariant
{
    private readonly HashSet<long> seen = [];

    public sealed override void Committed(Membership place, TurnChanges changes)
    {
        Before(changes);
        foreach (var attempt in changes.Attempts.Where(attempt => seen.Add(attempt.Id.Value)))
        {
            Intended(attempt);
        }

        After(changes);
    }

    /// <summary>What the turn changed counts for its own attempts already.</summary>
    protected virtual void Before(TurnChanges changes) { }

    /// <summary>An attempt is new.</summary>
    protected abstract void Intended(Attempt attempt);

    /// <summary>What the turn changed counts for later ones.</summary>
    protected virtual void After(TurnChanges changes) { }
}
