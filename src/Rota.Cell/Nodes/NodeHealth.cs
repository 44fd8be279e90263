using Rota.Fabric.Wire;
using Rota.Linux.Clocks;

namespace Rota.Cell.Nodes;

/// <summary>
/// Whether a node should take work: it tests itself when it begins, and again when start after start fails. One that
/// fails its test is withdrawn until it passes.
/// </summary>
/// <param name="test">The test.</param>
/// <param name="clock">For the time between tests.</param>
internal sealed class NodeHealth(Func<string?> test, MonotonicClock clock)
{
    /// <summary>So many starts that fail one after another are no chance.</summary>
    private const int FailuresMax = 3;
    private const long Pace = 10_000_000;
    private readonly Lock gate = new();
    private int failures;
    private long? testedAt;

    /// <summary>Why it takes nothing; null where it does.</summary>
    public string? Withdrawn { get; private set; }

    /// <summary>Sees what a keeper says of its attempts.</summary>
    public void Sees(ReadOnlySpan<byte> payload)
    {
        var reader = new FrameReader(payload);
        switch (reader.Kind())
        {
            case FrameKind.Started:
                lock (gate)
                {
                    failures = 0;
                }

                break;
            case FrameKind.Ended:
                _ = (reader.Int64(), reader.Int64());
                if (reader.Report().SpawnError is not null)
                {
                    lock (gate)
                    {
                        failures++;
                    }
                }

                break;
        }
    }

    /// <summary>Tests where that is due; takes as long as the test.</summary>
    public void Look()
    {
        lock (gate)
        {
            var isDue =
                testedAt is not { } before
                || ((Withdrawn is not null || failures >= FailuresMax) && clock.Now - before >= Pace);
            if (!isDue)
            {
                return;
            }

            failures = 0;
        }

        Withdrawn = test();
        testedAt = clock.Now;
    }
}
