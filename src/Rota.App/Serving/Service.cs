using System.Runtime.ExceptionServices;
using Rota.Store;

namespace Rota.App.Serving;

/// <summary>What a process does that only serves: lets its runners work, until it is to end.</summary>
/// <param name="runners">The runners of this process, started.</param>
/// <param name="host">Who has it serve.</param>
/// <param name="changed">Is set by the host, and by a runner that ends.</param>
internal sealed class Service(IReadOnlyList<RunnerThread> runners, IServingHost host, EventWaitHandle changed)
{
    /// <summary>Waits for the host's word, or for the first runner that ends by itself.</summary>
    public void AwaitEnd()
    {
        while (!host.IsToEnd && runners.All(runner => runner.Failure is null))
        {
            changed.WaitOne();
        }
    }

    /// <summary>Ends the runners after the turn in progress.</summary>
    public void Stop()
    {
        foreach (var runner in runners)
        {
            runner.Stop();
        }
    }

    /// <summary>Whether a runner ended because another machine serves the home now.</summary>
    public bool IsReplaced =>
        runners.Any(runner => runner.Failure is StoreException { Failure: StoreFailure.Elsewhere });

    /// <summary>Passes on why a runner ended by itself, if one did.</summary>
    public void ThrowFailure()
    {
        if (runners.FirstOrDefault(runner => runner.Failure is not null)?.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
