using System.Diagnostics.CodeAnalysis;
using Rota.Core.Scheduling.Effects;
using Rota.Fabric;
using Rota.Fabric.Orders;
using Rota.Fabric.Transports;
using Rota.Fabric.Wire;
using Rota.Instruments.Metrics;
using Rota.Linux.Clocks;
using Rota.Linux.Faults;
using Rota.Store;

namespace Rota.Node.Agent;

/// <summary>
/// One connection to a keeper, with all that came by it. What an earlier one still brings is not about the keeper that
/// is spoken with now, and stays with that one.
/// </summary>
/// <param name="connection">The connection.</param>
/// <param name="clock">For patience.</param>
/// <param name="signal">Is set whenever something came.</param>
internal sealed class KeeperLine(IConnection connection, MonotonicClock clock, AutoResetEvent signal)
    : IReceiver,
        IDisposable
{
    private readonly FrameWriter writer = new();
    private readonly Lock sending = new();
    private readonly Lock gate = new();
    private readonly AutoResetEvent greeted = new(false);
    private readonly KeeperWords words = new();
    private long? renewal;
    private long lastHeard;
    private string? gone;

    /// <summary>What people should know; null when all is well.</summary>
    public string? Notice => words.Notice;

    /// <summary>
    /// Whether the keeper asked, before the last <see cref="Take"/>, if the runner still owns what it did.
    /// </summary>
    public bool AsksRenewal => renewal is not null;

    /// <summary>Introduces a runner, and waits for the answer as long as it comes.</summary>
    /// <param name="epoch">The runner's epoch.</param>
    /// <param name="partitions">The partitions that it owns, one bit each.</param>
    /// <param name="greeting">Which greeting of this runner it is: one that comes late is known by it.</param>
    /// <param name="patience">How long the keeper may say nothing, in microseconds.</param>
    /// <param name="isFar">Whether the keeper may be cut off, and is to ask whether this runner is still there.</param>
    /// <returns>What the keeper knows, or null when it ended or fell silent before it had answered.</returns>
    /// <exception cref="StoreException">
    /// <see cref="StoreFailure.Fenced"/>: the keeper follows a later runner.
    /// </exception>
    public ExecutorSnapshot? TryGreet(long epoch, ulong partitions, long greeting, long patience, bool isFar = false)
    {
        lastHeard = clock.Now;
        connection.Listen(this);
        Send(frame =>
        {
            frame.Begin(FrameKind.Hello).Int64(epoch).Int64((long)partitions).Int64(greeting);
            (isFar ? frame.Boolean(true) : frame).End();
        });
        while (true)
        {
            long deadline;
            lock (gate)
            {
                ThrowIfRefused();
                deadline = lastHeard + patience;
                if (words.Snapshot is not null || gone is not null || clock.Now >= deadline)
                {
                    return words.Snapshot;
                }
            }

            _ = clock.WaitAbout(deadline, greeted);
        }
    }

    /// <summary>Writes frames at once. Where the line has ended, nothing: what was not confirmed is repeated.</summary>
    public void Send(Action<FrameWriter> write)
    {
        try
        {
            lock (sending)
            {
                writer.Clear();
                write(writer);
                connection.Send(writer.Written.Span);
                LineMetrics.Sent(writer.Written.Length);
            }
        }
        catch (ConnectionEndedException)
        {
            // Who reads the line sees it too.
        }
    }

    /// <summary>Says that it does.</summary>
    public void Renew()
    {
        if (renewal is { } stamp)
        {
            renewal = null;
            Send(frame => frame.Begin(FrameKind.Renewed).Int64(stamp).End());
        }
    }

    /// <summary>Notes claims that are about to be sent: each is to be answered.</summary>
    public void Claim(IEnumerable<NodeOrder.Launch> launches)
    {
        lock (gate)
        {
            foreach (var launch in launches)
            {
                words.Claims.Add(launch, clock.Now);
            }
        }
    }

    /// <summary>A claim that has had no answer for long, to be made again.</summary>
    public bool TryRepeat([NotNullWhen(true)] out NodeOrder.Launch? claim)
    {
        lock (gate)
        {
            return words.Claims.TryRepeat(clock.Now, out claim);
        }
    }

    /// <summary>Takes the reports that have come in.</summary>
    /// <exception cref="ExecutorGoneException">The keeper is gone, and nothing is left to take.</exception>
    /// <exception cref="StoreException">
    /// <see cref="StoreFailure.Fenced"/>: a later runner has a partition.
    /// </exception>
    public void Take(List<NodeEvent> reports)
    {
        lock (gate)
        {
            ThrowIfRefused();
            words.MoveTo(reports);
            renewal = words.TakeRenewal() ?? renewal;
            if (gone is not null && reports.Count == 0)
            {
                throw new ExecutorGoneException(gone);
            }
        }
    }

    /// <inheritdoc/>
    public void Received(ReadOnlySpan<byte> payload)
    {
        // Its length was written before it.
        LineMetrics.Received(sizeof(int) + payload.Length);
        lock (gate)
        {
            if (words.Snapshot is null)
            {
                lastHeard = clock.Now;
                if (words.TakeAnswer(payload))
                {
                    greeted.Set();
                }

                return;
            }

            if (!words.Take(payload, clock.Now))
            {
                return;
            }
        }

        signal.Set();
    }

    /// <inheritdoc/>
    public void Ended(string? fault)
    {
        lock (gate)
        {
            var open = words.Claims.All;
            gone = fault is null ? "the keeper ended" : $"the keeper was cut off: {fault}";
            if (open.Count > 0)
            {
                gone += $"; launches without an answer, which its next snapshot tells of: {open.Count}";
            }

            foreach (var attempt in PlantedBug.Is(PlantedBug.LostAnswer) ? open : [])
            {
                words.Add(new NodeEvent.Refused { Attempt = attempt });
            }
        }

        greeted.Set();
        signal.Set();
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private void ThrowIfRefused()
    {
        if (words.Refusal is not null)
        {
            throw words.Refusal;
        }
    }
}
