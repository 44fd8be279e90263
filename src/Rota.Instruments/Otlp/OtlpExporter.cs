using Microsoft.Extensions.Logging;
using Rota.Core.Model;
using Rota.Instruments.Metrics;
using Rota.Instruments.Series;
using Rota.Instruments.Tracing;

namespace Rota.Instruments.Otlp;

/// <summary>
/// Sends spans and metrics to a collector, on a thread of its own. What it keeps is bounded, and nobody waits for it: a
/// collector that is down costs spans, which are counted, and nothing else.
/// </summary>
public sealed class OtlpExporter : IDisposable
{
    private readonly OtlpOptions options;
    private readonly string version;
    private readonly TimeProvider time;
    private readonly OtlpSender sender;
    private readonly SpanQueue spans;
    private readonly IDisposable? listening;
    private readonly MetricExport? metrics;
    private readonly Lazy<Thread> thread;
    private readonly Outage outage;
    private bool isFinished;

    /// <summary>Begins to listen.</summary>
    /// <param name="options">Where to, and how.</param>
    /// <param name="version">The version of this program.</param>
    /// <param name="log">Where it tells of a collector that does not answer.</param>
    /// <param name="time">The clock for records.</param>
    /// <param name="levels">Levels that no instrument has; null for a process that exports spans alone.</param>
    public OtlpExporter(
        OtlpOptions options,
        string version,
        ILogger log,
        TimeProvider time,
        Func<IEnumerable<MetricFamily>>? levels = null
    )
    {
        (this.options, this.version, this.time) = (options, version, time);
        (sender, outage) = (new OtlpSender(options), new Outage(log, options.Delay));
        spans = new SpanQueue(options.QueueMax, Math.Min(options.BatchMax, options.QueueMax));
        metrics = levels is null || options.Metrics is null ? null : new MetricExport(levels, Now);
        thread = new Lazy<Thread>(Started);
        listening = options.Traces is null ? null : TraceSpans.Listen(Take);
        if (metrics is not null)
        {
            _ = thread.Value;
        }
    }

    private long Now => Instant.From(time.GetUtcNow()).Micros;

    /// <summary>Sends what waits, and ends. What does not arrive in time is lost.</summary>
    /// <param name="limit">The longest that it takes.</param>
    public void Finish(TimeSpan limit)
    {
        if (isFinished)
        {
            return;
        }

        isFinished = true;
        listening?.Dispose();
        spans.Close();
        if (thread.IsValueCreated)
        {
            sender.EndAfter(limit);
            thread.Value.Join();
        }

        metrics?.Dispose();
        sender.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => Finish(TimeSpan.FromSeconds(2));

    private void Take(TraceSpan span)
    {
        spans.Add(span);
        _ = thread.Value;
    }

    private Thread Started()
    {
        var started = new Thread(Run) { Name = "otlp", IsBackground = true };
        started.Start();
        return started;
    }

    private void Run()
    {
        while (true)
        {
            var isLast = spans.Await(outage.IsNow ? outage.Pause : options.Delay, outage.IsNow);
            if (SendSpans() && metrics is not null && (isLast || metrics.IsDue(Now, options.Interval)))
            {
                _ = Send(options.Metrics!, metrics.Request(options, version, Now));
            }

            if (isLast)
            {
                return;
            }
        }
    }

    /// <summary>Sends all that wait.</summary>
    /// <returns>Whether the collector answers.</returns>
    private bool SendSpans()
    {
        NoteDropped(spans.TakeDropped());
        while (spans.First() is { Length: > 0 } batch)
        {
            var sent = Send(options.Traces!, SpanRequest.Of(options, version, batch));
            if (sent == Sent.Later)
            {
                return false;
            }

            spans.Remove(batch.Length);
            if (sent == Sent.Taken)
            {
                ExportMetrics.Sent(batch.Length);
            }
            else
            {
                NoteDropped(batch.Length);
            }
        }

        return true;
    }

    private void NoteDropped(long count)
    {
        ExportMetrics.Dropped(count);
        outage.Dropped += count;
    }

    private Sent Send(Uri url, byte[] body)
    {
        var sent = sender.Send(url, body);
        outage.Heard(sent == Sent.Taken ? null : sender.Trouble);
        return sent;
    }
}
