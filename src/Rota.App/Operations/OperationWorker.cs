using Microsoft.Extensions.Logging;
using Rota.App.Problems;
using Rota.App.Serving;
using Rota.Core.Model;
using Rota.Linux.Clocks;
using Rota.Store;
using Rota.Store.Home;
using Rota.Store.Operations;

namespace Rota.App.Operations;

/// <summary>
/// Works operations off, one after the other: looks for the next jobs or tasks that are meant, leaves requests of them
/// for the runners, and goes on when those are carried out. A kill between two steps neither loses nor repeats one.
/// </summary>
internal sealed class OperationWorker : IDisposable
{
    /// <summary>How long it waits at most where nobody can tell of commits.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly IHome home;
    private readonly ILogger log;
    private readonly AutoResetEvent signal = new(false);
    private readonly Thread thread;
    private volatile bool isStopping;

    /// <summary>One for a home that this process serves.</summary>
    public OperationWorker(IHome home, ILogger log)
    {
        (this.home, this.log) = (home, log);
        thread = new Thread(Run) { Name = "operations", IsBackground = true };
    }

    /// <summary>Begins.</summary>
    public void Start() => thread.Start();

    /// <inheritdoc/>
    public void Dispose()
    {
        isStopping = true;
        _ = signal.Set();
        if (thread.IsAlive)
        {
            thread.Join();
        }

        signal.Dispose();
    }

    /// <summary>Does the next step of the oldest operation.</summary>
    /// <returns>Whether there may be another one at once.</returns>
    internal static bool Step(IHome home, Instant now)
    {
        using var queries = home.Read();
        if (queries.Operations.Next() is not { } row)
        {
            return false;
        }

        if (row.Asked is var (first, last))
        {
            for (var request = first; request <= last; request++)
            {
                if (!queries.IsDone(request))
                {
                    return false;
                }
            }

            row = row with { Done = row.Done + row.InHand, InHand = 0, Asked = null };
        }

        var isOfJobs = row.Action.StartsWith("jobs.", StringComparison.Ordinal);
        var step = isOfJobs ? JobSteps.Next(queries, row, now) : TaskSteps.Next(queries, row, now);

        // It is over when what is in hand is carried out, and not before.
        var isOver = step.Row.State == OperationState.Done && step.Row.InHand > 0;
        using var operations = home.Operations();
        _ = operations.Step(
            isOver ? step.Row with { State = OperationState.Running, Ended = null } : step.Row,
            step.Asks
        );
        return true;
    }

    private void Run()
    {
        using var listener = home.Listen(() => signal.Set());
        while (!isStopping)
        {
            try
            {
                if (Step(home, WallClock.Now))
                {
                    continue;
                }
            }
            catch (Exception error) when (error is StoreException or IOException or ProblemException)
            {
                // A full disk passes; what was written of the operation is where it goes on.
                log.OperationHeldUp(error.Message);
            }

            _ = signal.WaitOne(Pace);
        }
    }
}
