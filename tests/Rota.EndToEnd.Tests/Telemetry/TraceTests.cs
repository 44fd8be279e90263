using Rota.EndToEnd.Tests.Api;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Telemetry;

/// <summary>From whoever submits to the task's own program, by a collector of this machine.</summary>
public sealed class TraceTests : IDisposable
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string Submitter = $"00-{Trace}-00f067aa0ba902b7-01";
    private readonly RotaState rota = new();
    private readonly Collector collector = new();

    [Fact]
    public void A_submission_is_a_part_of_its_submitters_trace_and_its_run_a_linked_one_that_the_task_goes_on_with()
    {
        rota.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url;
        rota.Environment["TRACEPARENT"] = Submitter;
        rota.Environment["TRACESTATE"] = "vendor=1";
        rota.Environment["BAGGAGE"] = "user=anna";
        rota.Run("run", "--name", "nightly", "--", "sh", "-c", "echo $TRACEPARENT $TRACESTATE $BAGGAGE > seen; exit 3").Exits(1);
        var enqueue = Assert.Single(collector.Await("enqueue default", 1));
        var run = Assert.Single(collector.Await("run default", 1));
        Assert.Equal((Trace, "00f067aa0ba902b7"), (enqueue.Trace, enqueue.Parent));
        Assert.Equal((enqueue.Trace, enqueue.Id), (run.LinkTrace, run.LinkId));
        Assert.NotEqual(Trace, run.Trace);
        Assert.Null(run.Parent);
        Assert.Equal($"{run.Context} vendor=1 user=anna\n", File.ReadAllText(rota.At("seen")));
        Assert.Equal(("rota", "default", "failed", "exit", "3", "nightly"), (
            run.Attributes["messaging.system"], run.Attributes["messaging.destination.name"], run.Attributes["rota.outcome"],
            run.Attributes["error.type"], run.Attributes["process.exit.code"], run.Attributes["rota.job.name"]));
        Assert.Contains("3", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_exported_the_task_is_a_part_of_its_submitters_trace_and_no_key_is_made()
    {
        rota.Environment["TRACEPARENT"] = Submitter;
        rota.Run("run", "--", "sh", "-c", "echo $TRACEPARENT > seen").Exits(0);
        Assert.Equal(Submitter + "\n", File.ReadAllText(rota.At("seen")));
        Assert.False(File.Exists(Path.Combine(rota.State, "trace.key")));
    }

    [Fact]
    public void A_job_that_sets_its_trace_itself_keeps_it()
    {
        rota.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url;
        rota.RunFile($"name: own\nenv: {{TRACEPARENT: '{Submitter}'}}\ntasks:\n- id: a\n  command: echo $TRACEPARENT > seen\n").Exits(0);
        Assert.Equal(Submitter + "\n", File.ReadAllText(rota.At("seen")));
        Assert.Single(collector.Await("run default", 1));
    }

    [Fact]
    public void Over_HTTP_the_header_names_the_trace_and_the_daemon_tells_of_both_ends_and_of_its_metrics()
    {
        using (var daemon = new Daemon(rota, "--otlp", collector.Url))
        {
            var (_, body, _) = daemon.Ask("POST", $"/v1/jobs?directory={rota.Root}", "name: j\nqueue: q\ntasks:\n- id: a\n  command: echo $TRACEPARENT > seen\n", ("traceparent", Submitter));
            daemon.Ended(body.GetProperty("id").GetInt64());
        }

        var (enqueue, run) = (Assert.Single(collector.Await("enqueue q", 1)), Assert.Single(collector.Await("run q", 1)));
        Assert.Equal((Trace, enqueue.Trace, enqueue.Id), (enqueue.Trace, run.LinkTrace, run.LinkId));
        Assert.Equal(run.Context + "\n", File.ReadAllText(rota.At("seen")));
        Assert.Contains("rota.attempts", collector.Metrics);
        Assert.Contains("rota.node_capacity", collector.Metrics);
    }

    [Fact]
    public void A_run_keeps_its_number_though_the_daemon_that_began_it_was_killed()
    {
        using var daemon = new Daemon(rota, "--otlp", collector.Url);
        var job = daemon.Submit("echo $TRACEPARENT > seen; until [ -e go ]; do sleep 0.02; done");
        Until.True(() => File.Exists(rota.At("seen")) && File.ReadAllText(rota.At("seen")).EndsWith('\n'), "it runs");
        Processes.Signal(daemon.Pid, Processes.SigKill);
        Until.True(() => !Processes.Lives(daemon.Pid), "the daemon is gone");
        daemon.Up("--otlp", collector.Url);
        rota.Write("go", "");
        daemon.Ended(job);
        Assert.Equal(File.ReadAllText(rota.At("seen")), Assert.Single(collector.Await("run default", 1)).Context + "\n");
    }

    [Fact]
    public void Of_a_large_array_a_sample_is_told_and_every_failure()
    {
        rota.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url;
        rota.RunFile("name: large\ntasks:\n- id: a\n  array: 0-299\n  command: test ${task.index} -ne 150\n").Exits(1);
        var runs = collector.Await("run default", 103).Select(run => run.Attributes["messaging.message.id"]).ToHashSet();
        Assert.Equal(Enumerable.Range(0, 100).Concat([100, 150, 200]).Select(index => $"1.a.{index}").ToHashSet(), runs);
    }

    [Fact]
    public void A_collector_that_is_not_there_holds_nothing_up_and_is_told_of_once()
    {
        collector.Dispose();
        using (var daemon = new Daemon(rota, "--otlp", collector.Url))
        {
            Assert.Equal("succeeded", daemon.Ended(daemon.Submit("true", tasks: 200)).GetProperty("state").GetString());
        }

        var log = File.ReadAllText(Path.Combine(rota.State, "up.log"));
        Assert.Single(log.Split('\n'), line => line.Contains("the collector does not take", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_no_URL_is_refused_and_of_a_variable_the_log_says_so()
    {
        rota.Run("up", "--detach", "--otlp", "collector:4318").Exits(2).Says("--otlp", "http://HOST:4318");
        rota.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url;
        rota.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
        using var daemon = new Daemon(rota);
        Assert.Contains("OTEL_EXPORTER_OTLP_PROTOCOL", File.ReadAllText(Path.Combine(rota.State, "up.log")), StringComparison.Ordinal);
        daemon.Ended(daemon.Submit("true"));
        Assert.Empty(collector.Spans);
    }

    public void Dispose()
    {
        rota.Dispose();
        collector.Dispose();
    }
}
