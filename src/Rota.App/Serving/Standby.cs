using Microsoft.Extensions.Logging;
using Rota.Store;
using Rota.Store.Home;

namespace Rota.App.Serving;

/// <summary>
/// Waits until this machine may serve a home that several have: until the one that does has ended, or was not seen for
/// a while. On a home of one machine that is at once.
/// </summary>
/// <param name="home">The home.</param>
/// <param name="host">Who has the process serve.</param>
/// <param name="changed">Is set when that may have changed its mind.</param>
/// <param name="wait">What it does meanwhile.</param>
/// <param name="log">Where it is told.</param>
internal sealed class Standby(IHome home, IServingHost host, WaitHandle changed, StandbyWait wait, ILogger log)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private string? told;

    /// <summary>Takes the serving on.</summary>
    /// <param name="standing">Called when it has to wait for it.</param>
    /// <returns>Whether it has; not where it was told to end before.</returns>
    public bool Await(Action standing)
    {
        while (!host.IsToEnd)
        {
            if (TryTake())
            {
                return true;
            }

            standing();
            using var signs = host.Supervisor is { } supervisor ? new LifeSigns(supervisor, [], told!) : null;
            wait(() => host.IsToEnd || !IsElsewhere(), changed);
        }

        return false;
    }

    private bool TryTake()
    {
        try
        {
            using var submissions = home.Submissions();
            submissions.WantAll(true);
            return true;
        }
        catch (StoreException error)
            when (error.Failure == StoreFailure.Elsewhere || (told is not null && IsForNow(error)))
        {
            // Who stood still in the middle of a commit has its rows until the server lets them go.
            Tell(error.Message);
            return false;
        }
    }

    /// <summary>A server that is away for a while serves nobody: who stands by goes on to ask it.</summary>
    private bool IsElsewhere()
    {
        try
        {
            using var queries = home.Read();
            return queries.Frame.ServedElsewhere is not null;
        }
        catch (StoreException error) when (IsForNow(error))
        {
            Tell(error.Message);
            return true;
        }
    }

    private static bool IsForNow(StoreException error) =>
        error.Failure is StoreFailure.Unreachable or StoreFailure.Busy;

    /// <summary>Waits, and does nothing else.</summary>
    public static void Idle(Func<bool> isOver, WaitHandle changed)
    {
        while (!isOver())
        {
            changed.WaitOne(Pace);
        }
    }

    private void Tell(string reason)
    {
        if (reason != told)
        {
            log.StandsBy(reason);
        }

        told = reason;
    }
}

/// <summary>What a machine does that stands by.</summary>
/// <param name="isOver">Whether it does no more.</param>
/// <param name="changed">Is set when that may have changed.</param>
internal delegate void StandbyWait(Func<bool> isOver, WaitHandle changed);
