using Rota.Fabric.Wire;
using Rota.Instruments.Metrics;
using Rota.Instruments.Tracing;
using Rota.Linux.Calls;
using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Directories;
using Rota.Node.Keeper.Ending;
using Rota.Node.Keeper.Lines;
using Rota.Node.Keeper.Outputs;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Starting;

/// <summary>The threads that start processes: posix_spawn blocks until the exec, so there are a few.</summary>
internal sealed class Spawners(
    Starts starts,
    Ends ends,
    OutputStore outputs,
    JobFolders folders,
    OwnDirectories directories,
    KeeperLink link,
    IKernel kernel
)
{
    /// <summary>How many: more gain nothing on the machines measured.</summary>
    public const int Count = 2;

    public void Run()
    {
        while (true)
        {
            Start(starts.Next());
        }
    }

    /// <summary>Starts the process of an attempt whose intent is journaled.</summary>
    public void Start(KeptAttempt attempt)
    {
        if (attempt.Moved is { Outcome: FileOutcome.Failed, Why: var unmoved })
        {
            ends.NeverStarted(attempt, unmoved);
            return;
        }

        if (MakeDirectories(attempt) is not 0 and var refusal)
        {
            link.Notice($"starts wait: no directory can be made for job {attempt.Job}: {Native.Describe(refusal)}");
            starts.Postpone(attempt);
            return;
        }

        // Of another user it is the task itself that reads its files, as them.
        var missing = (string?)null;
        var order = attempt.Owner is null ? SecretFile.Complete(attempt.Order!, out missing) : attempt.Order!;
        if (missing is not null || !HasPlace(attempt, out missing))
        {
            ends.NeverStarted(attempt, missing!);
            return;
        }

        var error = Spawn(attempt, order, out var pid);
        if (error == 0)
        {
            starts.Spawned(attempt, pid);
        }
        else if (StartFailure.IsShortage(error))
        {
            link.Notice($"starts wait: {Native.Describe(error)} (process, memory or file limit; see `rota doctor`)");
            directories.Undo(attempt);
            starts.Postpone(attempt);
        }
        else
        {
            ends.NeverStarted(attempt, StartFailure.Explain(order, error));
        }
    }

    private bool HasPlace(KeptAttempt attempt, out string? why)
    {
        why = null;
        try
        {
            folders.PlacesOf(attempt).Make();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            why = error.Message;
        }

        return why is null;
    }

    private int MakeDirectories(KeptAttempt attempt) =>
        folders.TryMake(attempt) is not 0 and var error ? error
        : attempt.Order!.Start.Directory is { } rule ? directories.TryMake(attempt, rule)
        : 0;

    private int Spawn(KeptAttempt attempt, LaunchOrder order, out int pid)
    {
        using var span = RotaActivities.Spawn(attempt.Job, attempt.Id);
        var begun = KeeperMetrics.BeginSpawn();
        var (output, errors) = (outputs.OutputPath(attempt.Scratch), outputs.ErrorPath(attempt.Scratch));
        var error = kernel.Spawn(order, attempt.Context!, output, errors, out pid);
        if (error == 0)
        {
            KeeperMetrics.Spawned(begun);
        }

        return error;
    }
}
