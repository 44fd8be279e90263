using Rota.App.Serving;
using Rota.Cli.Invoking;

namespace Rota.Cli.Services;

/// <summary>What a process does that only serves: says what its runners have to say, until it is told to end.</summary>
internal static class Serving
{
    /// <summary>Waits for a signal, or for the first runner that ends by itself.</summary>
    /// <param name="runners">The runners of this process, started.</param>
    /// <param name="signals">What people ask for.</param>
    /// <param name="changed">Is set by a signal, and by a runner that ends.</param>
    public static void AwaitEnd(IReadOnlyList<RunnerThread> runners, Interrupts signals, EventWaitHandle changed)
    {
        var notices = new Notices(runners);
        while (!signals.MustLeave && signals.Count == 0 && runners.All(runner => runner.Failure is null))
        {
            changed.WaitOne(Notices.Pace);
            notices.Print();
        }
    }

    /// <summary>Passes on why a runner ended by itself, if one did.</summary>
    public static void ThrowFailure(IReadOnlyList<RunnerThread> runners)
    {
        if (runners.FirstOrDefault(runner => runner.Failure is not null)?.Failure is { } failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }
}
