using Rota.Linux.Services;

namespace Rota.App.Serving;

/// <summary>
/// Shows a supervisor that the process is alive, as long as each of its runners goes its rounds. Where one hangs, the
/// signs end, and the supervisor starts the process anew; what runs does not notice.
/// </summary>
internal sealed class LifeSigns : IDisposable
{
    /// <summary>Signs in the time that is waited for one; a runner looks around once a second at least.</summary>
    private const int InTime = 4;
    private readonly Supervisor supervisor;
    private readonly IReadOnlyList<RunnerThread> runners;
    private readonly long[] rounds;
    private readonly Timer? timer;

    /// <summary>Says that all is up, and goes on to show that it is.</summary>
    /// <param name="supervisor">Who is told.</param>
    /// <param name="runners">The runners of this process, started.</param>
    /// <param name="status">How it stands, in a line for people.</param>
    public LifeSigns(Supervisor supervisor, IReadOnlyList<RunnerThread> runners, string status)
    {
        (this.supervisor, this.runners) = (supervisor, runners);
        rounds = new long[runners.Count];
        supervisor.Ready(status);
        if (supervisor.Watchdog is { } patience)
        {
            timer = new Timer(_ => Look(), null, TimeSpan.Zero, patience / InTime);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => timer?.Dispose();

    private void Look()
    {
        var areAlive = true;
        for (var at = 0; at < rounds.Length; at++)
        {
            var now = runners[at].Runner.Rounds;
            areAlive &= now != rounds[at];
            rounds[at] = now;
        }

        if (areAlive)
        {
            supervisor.Alive();
        }
    }
}
