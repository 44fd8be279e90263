using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Rota.Core.Model;
using Rota.Instruments.Otlp;
using Rota.Instruments.Tracing;

namespace Rota.Cli.Tests.Otlp;

/// <summary>What reaches a collector, and what a collector that fails costs. Alone: spans of other tests would come too.</summary>
[Collection(nameof(ExporterTests))]
[CollectionDefinition(nameof(ExporterTests), DisableParallelization = true)]
public sealed class ExporterTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Collector collector = new();

    [Fact]
    public void Spans_arrive_with_their_names_numbers_links_and_what_went_wrong()
    {
        var link = TraceContext.New();
        var span = Span("run nightly") with { Link = link, Error = "exit 3", Parent = TraceContext.New() };
        using (Exporter())
        {
            TraceSpans.Tell(span);
        }

        var one = collector.Spans.Single();
        Assert.Equal("run nightly", one.GetProperty("name").GetString());
        Assert.Equal(span.Context.TraceId, one.GetProperty("traceId").GetString());
        Assert.Equal(span.Context.SpanId, one.GetProperty("spanId").GetString());
        Assert.Equal(span.Parent!.Value.SpanId, one.GetProperty("parentSpanId").GetString());
        Assert.Equal(5, one.GetProperty("kind").GetInt32());
        Assert.Equal(link.TraceId, one.GetProperty("links")[0].GetProperty("traceId").GetString());
        Assert.Equal("1700000000000001000", one.GetProperty("startTimeUnixNano").GetString());
        Assert.Equal("exit 3", one.GetProperty("status").GetProperty("message").GetString());
        Assert.Equal("7", one.GetProperty("attributes")[0].GetProperty("value").GetProperty("intValue").GetString());
    }

    [Fact]
    public void A_collector_that_is_down_costs_what_is_over_the_bound_and_who_tells_never_waits()
    {
        collector.Status = HttpStatusCode.ServiceUnavailable;
        using var exporter = Exporter(most: 10);
        for (var at = 0; at < 1_000; at++)
        {
            TraceSpans.Tell(Span($"run {at}"));
        }

        Assert.True(SpinWait.SpinUntil(() => collector.Refused > 0, Patience), "it was asked");
        collector.Status = HttpStatusCode.OK;
        exporter.Finish(Patience);
        Assert.Equal(10, collector.Spans.Select(one => one.GetProperty("name").GetString()).Distinct().Count());
    }

    [Fact]
    public void What_a_collector_refuses_for_good_is_given_up_and_the_rest_goes_on()
    {
        collector.Status = HttpStatusCode.BadRequest;
        using (var exporter = Exporter())
        {
            TraceSpans.Tell(Span("run refused"));
            Assert.True(SpinWait.SpinUntil(() => collector.Refused > 0, Patience), "it was refused");
            collector.Status = HttpStatusCode.OK;
            TraceSpans.Tell(Span("run later"));
        }

        Assert.Equal(["run later"], collector.Spans.Select(one => one.GetProperty("name").GetString()));
    }

    [Fact]
    public void An_end_with_a_collector_that_does_not_answer_is_bounded()
    {
        collector.IsSilent = true;
        var exporter = Exporter();
        TraceSpans.Tell(Span("run lost"));
        exporter.Finish(TimeSpan.FromMilliseconds(200));
        Assert.Empty(collector.Spans);
    }

    [Fact]
    public void Metrics_arrive_with_levels_and_with_all_since_the_beginning()
    {
        var family = new Rota.Instruments.Series.MetricFamily("rota.jobs", "{job}", "Jobs", Rota.Instruments.Series.MetricKind.Level);
        family.Take(3, new KeyValuePair<string, object?>("rota.queue", "nightly"));
        using (new OtlpExporter(Options() with { Metrics = new Uri(collector.Url, "v1/metrics") }, "1", NullLogger.Instance, TimeProvider.System, () => [family]))
        {
            Rota.Instruments.Metrics.ScheduleMetrics.Fired(TimeSpan.FromSeconds(2));
        }

        var metrics = collector.Metrics.ToLookup(one => one.GetProperty("name").GetString()!);
        var level = metrics["rota.jobs"].Single().GetProperty("gauge").GetProperty("dataPoints")[0];
        Assert.Equal(3, level.GetProperty("asDouble").GetDouble());
        Assert.Equal("nightly", level.GetProperty("attributes")[0].GetProperty("value").GetProperty("stringValue").GetString());
        var late = metrics["rota.schedule.lateness"].Single().GetProperty("histogram");
        Assert.Equal(2, late.GetProperty("aggregationTemporality").GetInt32());
        var point = late.GetProperty("dataPoints")[0];
        var buckets = point.GetProperty("bucketCounts").EnumerateArray().Select(count => long.Parse(count.GetString()!)).ToArray();
        Assert.Equal(point.GetProperty("explicitBounds").GetArrayLength() + 1, buckets.Length);
        Assert.Equal(long.Parse(point.GetProperty("count").GetString()!), buckets.Sum());
    }

    public void Dispose() => collector.Dispose();

    private OtlpExporter Exporter(int most = 2_048) =>
        new(Options() with { QueueMax = most }, "1", NullLogger.Instance, TimeProvider.System);

    private OtlpOptions Options() => new() { Traces = new Uri(collector.Url, "v1/traces"), Delay = TimeSpan.FromMilliseconds(5) };

    private static TraceSpan Span(string name) => new()
    {
        Name = name,
        Role = SpanRole.Consumer,
        Context = TraceContext.New(),
        Began = new Instant(1_700_000_000_000_001),
        Ended = new Instant(1_700_000_000_000_002),
        Attributes = [new("rota.attempt.id", 7L)],
    };
}
