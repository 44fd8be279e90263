using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Outputs;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Times;

/// <summary>
/// Knows when attempts wrote what. They write into files by themselves; this looks how long those are, and writes that
/// down with the time. What cannot be written down costs the time of some lines, never a line.
/// </summary>
internal sealed class OutputTimes(
    AttemptTable table,
    OutputStore outputs,
    Func<long, string> jobDirectory,
    IKernel kernel
)
{
    /// <summary>How often to look.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    /// <summary>A look at thousands of files is dear: a fiftieth of a core at most.</summary>
    private const int LookShare = 50;
    private readonly Lock gate = new();
    private readonly Dictionary<long, Growth> growing = [];

    public void Run()
    {
        while (true)
        {
            var begun = kernel.Monotonic;
            Look();
            var pause = TimeSpan.FromMicroseconds(LookShare * (kernel.Monotonic - begun));
            kernel.Sleep(
                pause > Growth.Blindness ? Growth.Blindness
                : pause > Pace ? pause
                : Pace
            );
        }
    }

    /// <summary>One look at all that live.</summary>
    public void Look()
    {
        foreach (var attempt in table.Live())
        {
            lock (gate)
            {
                // Of a short one its start and its end say as much; the files of one that is over may serve another.
                if (kernel.Now - attempt.Started >= Pace && !attempt.HasTimes)
                {
                    Try(() => GrowthOf(attempt).Look(kernel.Now));
                }
            }
        }
    }

    /// <summary>Keeps the times of an attempt that has ended and whose output is packed.</summary>
    public void Keep(KeptAttempt attempt)
    {
        lock (gate)
        {
            attempt.HasTimes = true;
            var isKnown = growing.Remove(attempt.Id, out var known);
            if (!isKnown && kernel.Now - attempt.Started < Pace)
            {
                return;
            }

            if (attempt.Packed is not ({ Output: null or { Length: 0 } } and { Errors.Length: 0 }))
            {
                Try(() =>
                    PackedTimes.Append(
                        jobDirectory(attempt.Job),
                        attempt.Id,
                        (known ?? GrowthOf(attempt)).Finish(kernel.Now)
                    )
                );
                growing.Remove(attempt.Id);
            }

            if (isKnown || attempt.Order is null)
            {
                Try(() => File.Delete(PathOf(attempt)));
            }
        }
    }

    private Growth GrowthOf(KeptAttempt attempt)
    {
        if (!growing.TryGetValue(attempt.Id, out var growth))
        {
            var (output, errors) = (outputs.OutputPath(attempt.Scratch), outputs.ErrorPath(attempt.Scratch));
            growing[attempt.Id] = growth = new Growth(output, errors, PathOf(attempt), attempt.Started);
        }

        return growth;
    }

    private string PathOf(KeptAttempt attempt) => outputs.TimesPath(attempt.Scratch);

    private static void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Tried again with the next look; who reads is told where times are missing.
        }
    }
}
