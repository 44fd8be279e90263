using Rota.Fabric.Wire;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Lines;

namespace Rota.Node.Keeper.Files;

/// <summary>Who moves files for a keeper, if anybody does. Who comes next is told all that is wanted.</summary>
/// <param name="link">The lines of the keeper.</param>
internal sealed class MoverLine(KeeperLink link)
{
    private RunnerLine? mover;

    /// <summary>One has come: it is told all that is wanted.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="starting">Attempts that are to start here.</param>
    /// <param name="leaving">Those whose outputs are not at home yet.</param>
    public void Begin(RunnerLine line, IEnumerable<KeptAttempt> starting, IEnumerable<KeptAttempt> leaving)
    {
        mover = line;
        foreach (var attempt in starting)
        {
            Want(attempt, attempt.Moved is null ? FileWantKind.Inputs : FileWantKind.Kept);
        }

        foreach (var attempt in leaving)
        {
            Want(attempt, FileWantKind.Outputs);
        }

        Send(new FileWant(0, 0, FileWantKind.All));
    }

    /// <summary>Tells what is wanted for an attempt.</summary>
    public void Want(KeptAttempt attempt, FileWantKind kind) => Send(new FileWant(attempt.Id, attempt.Job, kind));

    /// <summary>Tells something.</summary>
    public void Send(FileWant want)
    {
        if (mover is { } line && link.IsOpen(line))
        {
            line.Send(want.Write);
        }
    }
}
