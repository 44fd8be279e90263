using Rota.Core.Model;
using Rota.Core.Scheduling.Effects;

namespace Rota.Sim.Systems.Invariants;

/// <summary>
/// Attempts that were given up because their node was cut off, as their job asks. Some may run beside what came in
/// their place: who wrote the job said that this does no harm, or their node had nobody to stop them.
/// </summary>
/// <param name="book">The promises.</param>
internal sealed class Replacements(InvariantBook book)
{
    /// <summary>The grace of the simulated jobs, and a look or two.</summary>
    private const long StopTakes = 1_500_000;
    private readonly HashSet<long> excused = [];

    /// <summary>Whether an attempt may live on though another one of its task counts.</summary>
    public bool MayLive(long attempt) => excused.Contains(attempt);

    /// <summary>A turn was committed.</summary>
    public void Hear(TurnChanges changes)
    {
        foreach (var end in changes.Ended.Where(IsReplaced))
        {
            if (end.Attempt.Disconnect.DuplicatesAreHarmless || !IsKept(end))
            {
                excused.Add(end.Attempt.Id.Value);
            }
        }
    }

    /// <summary>Whether an attempt was given up by its home for the silence of its node.</summary>
    public static bool IsReplaced(EndedAttempt end) => IsLost(end, "on_disconnect has it replaced");

    /// <summary>Whether an attempt was ended by its node for the silence of its home.</summary>
    public static bool IsStoppedByItsNode(EndedAttempt end) => IsLost(end, "was cut off from the home for");

    /// <summary>Whether the keeper of its node was there, and knew of it, for as long as stopping takes.</summary>
    private bool IsKept(EndedAttempt end) =>
        book.Cell.Of(end.Attempt.Node) is { Journals.HasHurt: false, KeptSince: { } since }
        && book.Node.World.Now - since > StopTakes;

    private static bool IsLost(EndedAttempt end, string why) =>
        end.Outcome == TaskState.Lost && end.Reason?.Contains(why, StringComparison.Ordinal) == true;
}
