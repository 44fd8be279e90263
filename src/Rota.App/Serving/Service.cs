using System.Runtime.ExceptionServices;

namespace Rota.App.Serving;

/// <summary>What a process does that only serves: passes on what its runners have to say, until it is to end.</summary>
/// <param name="runners">The runners of this process, started.</param>
/// <param name="host">Who has it serve.</param>
/// <param name="changed">Is set by the host, and by a runner that ends.</param>
internal sealed class Service(IReadOnlyList<RunnerThread> runners, IServingHost host, EventWaitHandle changed)
{
    private static readonly TimeSpan NoticePace = TimeSpan.FromSeconds(1);
    private string? said;

    /// <summary>Waits for the host's word, or for the first runner that ends by itself.</summary>
    public void AwaitEnd()
    {
        while (!host.IsToEnd && runners.All(runner => runner.Failure is null))
        {
            changed.WaitOne(NoticePace);
            PassOnNotice();
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

    /// <summary>Passes on why a runner ended by itself, if one did.</summary>
    public void ThrowFailure()
    {
        if (runners.FirstOrDefault(runner => runner.Failure is not null)?.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    private void PassOnNotice()
    {
        var notice = runners.Select(runner => runner.Runner.Notice).FirstOrDefault(text => text is not null);
        if (notice != said)
        {
            said = notice;
            host.Notice(notice);
        }
    }
}
