using Rota.Linux.Clocks;

namespace Rota.Runners.Members;

/// <summary>
/// Beats while a runner does something that takes longer than the others' patience, such as loading a large job: taken
/// out for that, it would load again, the others with it, and nobody would ever be done. A process that is stopped
/// beats no more, and one that takes far too long ends its beats itself.
/// </summary>
internal sealed class SteadyHeartbeat : IDisposable
{
    private const int BeatsMax = 600;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);
    private readonly IDisposable timer;
    private int beats;

    public SteadyHeartbeat(Action beat, MonotonicClock clock)
    {
        beat();
        timer = clock.Every(
            Pace,
            () =>
            {
                if (Interlocked.Increment(ref beats) < BeatsMax)
                {
                    beat();
                }
            }
        );
    }

    /// <summary>Ends the beats; none is under way when it returns.</summary>
    public void Dispose() => timer.Dispose();
}
