using Rota.Linux.Faults;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Table;

namespace Rota.Node.Keeper.Ending;

/// <summary>
/// Has attempts that wait take the place of those that end. A place is passed on as soon as its process has ended,
/// before the output is packed and the end is written down: if the keeper dies in between, the anchor has the exit, and
/// a successor that has started takes its room by itself.
/// </summary>
internal sealed class Succession(AttemptTable table, SpawnQueue queue)
{
    /// <summary>An attempt has no process any more: the next of its shape may have one.</summary>
    /// <param name="attempt">Its end is not told yet: it will name who has the place.</param>
    /// <param name="succeeded">Some take a place only after a success.</param>
    public void PassOn(KeptAttempt attempt, bool succeeded)
    {
        KeptAttempt? successor;
        lock (table.Gate)
        {
            table.Slots.Release(attempt);
            if (!table.WaitingByShape.TryTakeSuccessor(attempt, succeeded, out successor))
            {
                return;
            }

            table.Book.PassOn(attempt.Id, successor.Id);
            var before = Origin(attempt);
            before.Successor = successor.Id;
            successor.InPlaceOf = before.Id;
            successor.State = KeptState.Queued;
        }

        // Outside: its spawner wakes up at once, and wants the gate.
        queue.Add(successor);
        CrashPoint.Reach("keeper-before-pack");
    }

    /// <summary>
    /// One that could not be started may be over before the end of the one whose place it had is told. That end names
    /// whoever has the place then: named by both, it would seem to be two.
    /// </summary>
    private KeptAttempt Origin(KeptAttempt attempt) =>
        table.TryFind(attempt.InPlaceOf, out var predecessor)
        && predecessor.State is KeptState.Running or KeptState.Ending
            ? predecessor
            : attempt;
}
