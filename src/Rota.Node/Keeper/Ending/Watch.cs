using Rota.Node.Keeper.Attempts;
using Rota.Node.Keeper.Outputs;
using Rota.Node.Keeper.Processes;
using Rota.Node.Keeper.Table;
using Rota.Node.Machine;

namespace Rota.Node.Keeper.Ending;

/// <summary>
/// Looks after what no event tells of: graces that run out, processes left behind, memory beyond its limit, output
/// beyond its share. One look at all processes serves all of it, and only while there is a reason for one.
/// </summary>
internal sealed class Watch(
    AttemptTable table,
    Ends ends,
    Endings endings,
    Strays strays,
    Func<KeptAttempt[], Family> look,
    OutputStore outputs,
    AttemptReports reports,
    Notifier looks,
    IKernel kernel
)
{
    /// <summary>How often to look.</summary>
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private const long TrimPace = 2_000_000;
    private const long Patience = 1_000_000;
    private const int ScanShare = 20;
    private const long ScanPauseMax = 2_000_000;
    private readonly Dictionary<long, long> vanished = [];
    private long nextScan;
    private long lastTrim = kernel.Monotonic;

    public void Run()
    {
        while (true)
        {
            var seen = looks.Notifications;
            LookSafely();
            looks.WaitSince(seen, Pace);
        }
    }

    /// <summary>
    /// How long not to look after a look, both in microseconds. One at thousands of processes is dear: a twentieth of a
    /// core at most. One that took long because the keeper was stopped or waited for memory is no reason to be blind
    /// for long.
    /// </summary>
    public static long PauseAfter(long look) => Math.Min(ScanPauseMax, ScanShare * look);

    /// <summary>One round.</summary>
    public void LookSafely()
    {
        try
        {
            Look();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What could not be looked at now is looked at in the next round: a keeper that ends helps nobody.
        }
    }

    private void Look()
    {
        ends.Flush();
        var live = table.Live();
        var now = kernel.Monotonic;
        var pressed = live.Where(IsPressed).ToArray();
        var limited = live.Where(attempt => attempt.Order?.MemoryMax > 0).ToArray();
        if (now >= nextScan && (pressed.Length > 0 || limited.Length > 0 || strays.MayLive))
        {
            var family = look(live);
            foreach (var attempt in limited)
            {
                CheckMemory(attempt, family);
            }

            foreach (var attempt in pressed)
            {
                endings.Press(attempt, family);
            }

            strays.End(family);
            nextScan = kernel.Monotonic + PauseAfter(kernel.Monotonic - now);
        }

        foreach (var attempt in live.Where(attempt => attempt is { IsAdopted: true, State: KeptState.Running }))
        {
            LookAfterAdopted(attempt);
        }

        if (now - lastTrim > TrimPace)
        {
            lastTrim = now;
            reports.RemoveOthers(table.Holds);
            foreach (var attempt in live)
            {
                LiveFiles.Trim(outputs.OutputPath(attempt.Scratch));
                LiveFiles.Trim(outputs.ErrorPath(attempt.Scratch));
            }
        }
    }

    private bool IsPressed(KeptAttempt attempt) =>
        attempt.State == KeptState.Ending || attempt.Asked.IsWhole || attempt.KillAt <= kernel.Monotonic;

    /// <summary>
    /// The anchor tells of its end before the process goes; one that is gone untold was not the anchor's child.
    /// </summary>
    private void LookAfterAdopted(KeptAttempt attempt)
    {
        if (kernel.Find(attempt.Pid)?.StartTicks == attempt.StartTicks)
        {
            vanished.Remove(attempt.Id);
        }
        else if (vanished.TryAdd(attempt.Id, kernel.Monotonic))
        {
            return;
        }
        else if (kernel.Monotonic - vanished[attempt.Id] > Patience)
        {
            vanished.Remove(attempt.Id);
            endings.LeaderLost(attempt, "it ended, and whoever could have seen its exit code had been killed");
        }
    }

    private void CheckMemory(KeptAttempt attempt, Family family)
    {
        if (attempt is not { State: KeptState.Running, ExceededMemory: false })
        {
            return;
        }

        attempt.MemorySeen = Math.Max(attempt.MemorySeen, family.Of(attempt).Sum(process => process.ResidentBytes));
        if (attempt.MemorySeen > attempt.Order!.MemoryMax)
        {
            attempt.ExceededMemory = true;
            attempt.KillAt = kernel.Monotonic;
            endings.Press(attempt, family);
        }
    }
}
