using System.Net;
using System.Text.Json.Nodes;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Api;

/// <summary>Changes over HTTP: planned, tied to what was seen, and refused by one rule.</summary>
public sealed class ChangeTests : IDisposable
{
    private readonly RotaState rota = new();
    private readonly Daemon api;

    public ChangeTests() => api = new Daemon(rota, "-j", "1");

    [Fact]
    public void A_plan_changes_nothing_and_its_id_lets_the_change_through()
    {
        SubmitAndRun();
        var (_, planned, plan) = api.Ask("POST", "/v1/jobs/1:set?plan=true", """{"priority":7}""");
        Assert.Equal(0, planned.GetProperty("jobs")[0].GetProperty("priority").GetInt32());
        Assert.Equal(0, Priority());
        var id = plan.Headers.GetValues("Plan-Id").Single();
        Assert.Equal(HttpStatusCode.OK, (api.Ask("POST", "/v1/jobs/1:set", """{"priority":7}""", ("If-Plan", id))).Status);
        Assert.Equal(7, Priority());
    }

    [Fact]
    public void A_plan_that_has_moved_is_refused_and_nothing_is_done()
    {
        SubmitAndRun();
        var (_, _, plan) = api.Ask("POST", "/v1/jobs/1:set?plan=true", """{"priority":7}""");
        api.Ask("POST", "/v1/jobs/1:set", """{"priority":3}""");
        var id = plan.Headers.GetValues("Plan-Id").Single();
        var (status, body, _) = api.Ask("POST", "/v1/jobs/1:set", """{"priority":7}""", ("If-Plan", id));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "plan-moved"), (status, body.GetProperty("code").GetString()));
        Assert.Equal(3, Priority());
    }

    [Fact]
    public void Of_several_jobs_one_that_is_not_there_keeps_no_other_from_it()
    {
        SubmitAndRun();
        var (status, body, _) = api.Ask("POST", "/v1/jobs:pause", """{"jobs":["1","9"]}""");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("paused", body.GetProperty("jobs")[0].GetProperty("state").GetString());
        Assert.Equal("no-such-job", body.GetProperty("refused")[0].GetProperty("code").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (api.Ask("POST", "/v1/jobs/9:pause", "{}")).Status);
    }

    [Theory]
    [InlineData("/v1/jobs:cancel", "{}")]
    [InlineData("/v1/jobs/1:set", "{}")]
    [InlineData("/v1/jobs/1:set", """{"max_parallel":-1}""")]
    [InlineData("/v1/jobs/1:set", """{"timeout_seconds":-1}""")]
    [InlineData("/v1/jobs/1:set", """{"timeout_seconds":1e300}""")]
    [InlineData("/v1/jobs/1:set", """{"priority":"high"}""")]
    [InlineData("/v1/jobs/1:set", """{"priority":1000001}""")]
    [InlineData("/v1/jobs/1:set", """{"priority":-1000001}""")]
    [InlineData("/v1/jobs/1:set", """{"prio":1}""")]
    [InlineData("/v1/jobs/1:rerun", "{}")]
    [InlineData("/v1/jobs/1:hold", """{"task":"a","tasks":"x"}""")]
    [InlineData("/v1/jobs/1:pause?plan=maybe", "{}")]
    public void What_is_asked_in_a_wrong_way_is_refused_and_nothing_is_done(string path, string body)
    {
        SubmitAndRun();
        var before = Standing();
        var (status, problem, _) = api.Ask("POST", path, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        Assert.Equal(before, Standing());
    }

    [Fact]
    public void Cancelling_ends_a_job_and_a_second_time_there_is_nothing_to_cancel()
    {
        SubmitAndRun();
        Assert.Equal(HttpStatusCode.OK, (api.Ask("POST", "/v1/jobs/1:cancel")).Status);
        var (_, body, _) = api.Ask("GET", "/v1/jobs/1?wait_for=ended");
        Assert.Equal("cancelled", body.GetProperty("job").GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (api.Ask("POST", "/v1/jobs/1:cancel")).Status);
    }

    [Fact]
    public void A_rerun_takes_no_key_for_nobody_remembers_it()
    {
        SubmitAndRun();
        api.Ask("POST", "/v1/jobs/1:cancel");
        api.Ask("GET", "/v1/jobs/1?wait_for=ended");
        Assert.Equal(HttpStatusCode.BadRequest, (api.Ask("POST", "/v1/jobs/1:rerun", """{"all":true}""", ("Idempotency-Key", "k"))).Status);
        Assert.Equal(HttpStatusCode.OK, (api.Ask("POST", "/v1/jobs/1:rerun", """{"all":true}""")).Status);
    }

    [Fact]
    public void Two_who_change_one_queue_do_not_undo_each_other_unseen()
    {
        Assert.Equal(HttpStatusCode.PreconditionRequired, (api.Ask("PATCH", "/v1/queues/gpu", """{"concurrency":1}""")).Status);
        var (_, _, first) = api.Ask("PATCH", "/v1/queues/gpu", """{"concurrency":1}""", ("If-Match", "*"));
        var seen = first.Headers.ETag!.Tag;
        Assert.Equal(seen, (api.Ask("GET", "/v1/queues/gpu")).Answer.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.OK, (api.Ask("PATCH", "/v1/queues/gpu", """{"paused":true}""", ("If-Match", seen))).Status);
        var (status, body, _) = api.Ask("PATCH", "/v1/queues/gpu", """{"concurrency":2}""", ("If-Match", seen));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "changed"), (status, body.GetProperty("code").GetString()));
        var queue = (api.Ask("GET", "/v1/queues/gpu")).Body.GetProperty("queues")[0];
        Assert.Equal((1, true), (queue.GetProperty("concurrency").GetInt32(), queue.GetProperty("paused").GetBoolean()));
        Assert.Equal(HttpStatusCode.OK, (api.Ask("DELETE", "/v1/queues/gpu", null, ("If-Match", "*"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (api.Ask("GET", "/v1/queues/gpu")).Status);
    }

    [Fact]
    public void A_schedule_is_registered_looked_at_and_changed()
    {
        const string File = """{"file":"name: nightly\nschedule: {cron: \"0 2 * * *\", timezone: UTC}\ntasks:\n- id: a\n  command: echo\n","register":true}""";
        Assert.Equal(HttpStatusCode.OK, (api.Ask("POST", "/v1/jobs", File)).Status);
        Assert.Equal("nightly", (api.Ask("GET", "/v1/schedules")).Body.GetProperty("schedules")[0].GetProperty("name").GetString());
        Assert.Equal(3, (api.Ask("GET", "/v1/schedules/nightly/next?count=3")).Body.GetProperty("next").GetArrayLength());
        Assert.Equal("paused", (api.Ask("POST", "/v1/schedules/nightly:pause")).Body.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Created, (api.Ask("POST", "/v1/schedules/nightly:run")).Status);
        Assert.Equal(HttpStatusCode.OK, (api.Ask("POST", "/v1/schedules/nightly:remove")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (api.Ask("GET", "/v1/schedules/nightly")).Status);
    }

    public void Dispose()
    {
        rota.Run("cancel", "--now", "1");
        api.Dispose();
        rota.Dispose();
    }

    private int Priority() =>
        (api.Ask("GET", "/v1/jobs/1")).Body.GetProperty("job").GetProperty("priority").GetInt32();

    /// <summary>Submits a job that changes no more by itself: what is compared would move.</summary>
    private void SubmitAndRun()
    {
        var job = api.Submit("sleep 600");
        Until.True(
            () => api.Ask("GET", $"/v1/jobs/{job}").Body.GetProperty("job").GetProperty("running").GetInt32() == 1,
            "it runs");
    }

    /// <summary>What is said of the job, but for how long it has run.</summary>
    private string Standing()
    {
        var said = JsonNode.Parse(api.Text("/v1/jobs/1"))!;
        said["job"]!.AsObject().Remove("seconds");
        return said.ToJsonString();
    }
}
