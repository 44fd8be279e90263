using Rota.Fabric.Answers;
using Rota.Fabric.Wire;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Directories;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Files;

/// <summary>
/// What waits for files that move: attempts for their inputs before they start, and for their outputs to be at home
/// before they are over. The keeper moves nothing itself: who does has told it so, and is told what is wanted.
/// </summary>
internal sealed class FileMoves
{
    private static readonly TimeSpan RoomPause = TimeSpan.FromSeconds(30);
    private readonly Dictionary<long, KeptAttempt> leaving = [];
    private readonly AttemptTable table;
    private readonly SpawnQueue queue;
    private readonly OwnDirectories directories;
    private readonly KeeperLink link;
    private readonly Notifier looks;
    private readonly MoverLine mover;

    /// <summary>Those of a keeper.</summary>
    public FileMoves(AttemptTable table, SpawnQueue queue, OwnDirectories directories, KeeperLink link, Notifier looks)
    {
        (this.table, this.queue, this.directories, this.link, this.looks) = (table, queue, directories, link, looks);
        mover = new MoverLine(link);
        table.TakenBack = TakenBack;
    }

    /// <summary>Whether an attempt has the files that it reads. Under the gate.</summary>
    public static bool MayStart(KeptAttempt attempt) => !attempt.Terms.MovesFiles || attempt.Moved is not null;

    /// <summary>An order has come: what it reads is wanted from now on, also while it waits for a place.</summary>
    public void Took(LaunchOrder order)
    {
        if (!order.Terms.MovesFiles)
        {
            return;
        }

        lock (table.Gate)
        {
            if (table.TryFind(order.Attempt, out var attempt) && IsToStart(attempt) && attempt.Moved is null)
            {
                mover.Want(attempt, FileWantKind.Inputs);
            }
        }
    }

    /// <summary>Its directory was taken away again: what was in it is wanted once more. Under the gate.</summary>
    public void Again(KeptAttempt attempt)
    {
        if (attempt.Moved is { Outcome: FileOutcome.Staged })
        {
            attempt.Moved = null;
            mover.Want(attempt, FileWantKind.Inputs);
        }
    }

    /// <summary>Somebody moves files from now on: all that is wanted is told.</summary>
    public void Offered(RunnerLine line)
    {
        lock (table.Gate)
        {
            mover.Begin(line, table.All.Where(one => one.Terms.MovesFiles && IsToStart(one)), leaving.Values);
        }
    }

    /// <summary>A want is over.</summary>
    public void Moved(FileMove move)
    {
        lock (table.Gate)
        {
            if (!table.TryFind(move.Attempt, out var attempt))
            {
                mover.Send(new FileWant(move.Attempt, 0, FileWantKind.Dropped));
            }
            else if (move.Outcome is FileOutcome.Delivered or FileOutcome.NotDelivered)
            {
                attempt.Moved = leaving.Remove(attempt.Id) ? move : attempt.Moved;
            }
            else if (attempt is { Moved: null, State: KeptState.Waiting or KeptState.Queued })
            {
                Take(attempt, move);
            }
        }

        looks.Notify();
    }

    /// <summary>Whether all that an attempt made is where its job is, or will never be.</summary>
    /// <param name="attempt">One that has succeeded.</param>
    /// <param name="why">What of it is not there; null for nothing.</param>
    public bool AreHome(KeptAttempt attempt, out string? why)
    {
        why = null;
        if (!directories.IsElsewhere(attempt.Id))
        {
            return true;
        }

        lock (table.Gate)
        {
            if (attempt.Moved is { Outcome: FileOutcome.Delivered or FileOutcome.NotDelivered } move)
            {
                why = move.Outcome == FileOutcome.NotDelivered ? move.Why : null;
                return true;
            }

            if (leaving.TryAdd(attempt.Id, attempt))
            {
                mover.Want(attempt, FileWantKind.Outputs);
            }

            return false;
        }
    }

    private static bool IsToStart(KeptAttempt attempt) =>
        attempt.State is KeptState.Waiting or KeptState.Queued or KeptState.Spawning;

    private void Take(KeptAttempt attempt, FileMove move)
    {
        if (move.Outcome == FileOutcome.NoRoom)
        {
            link.Refuse(
                attempt,
                new ClaimRefusal(ClaimRefusalCode.NoDisk) { Holder = move.Why, RetryAfter = RoomPause }
            );
            table.TakeBack(attempt);
            return;
        }

        attempt.Moved = move;
        if (move.Outcome == FileOutcome.Shared)
        {
            attempt.Order = MovedOrder.Shared(attempt.Order!);
        }

        if (attempt.State == KeptState.Queued)
        {
            queue.Add(attempt);
        }
    }

    private void TakenBack(KeptAttempt attempt)
    {
        if (attempt.Terms.MovesFiles)
        {
            mover.Want(attempt, FileWantKind.Dropped);
        }
    }
}
