using System.Net;
using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Api;

/// <summary>What is asked of many at once is accepted as one row, worked off, stopped, and survives its daemon.</summary>
public sealed class OperationTests : IDisposable
{
    private readonly RotaState rota = new();
    private readonly Daemon api;

    public OperationTests() => api = new Daemon(rota, "-j", "1");

    [Fact]
    public void All_jobs_that_a_filter_means_are_cancelled_and_others_and_later_ones_are_not()
    {
        for (var count = 0; count < 3; count++)
        {
            api.Submit("sleep 600", name: "mine");
        }

        var other = api.Submit("sleep 600", name: "other");
        var (status, accepted, answer) = api.Ask("POST", "/v1/jobs:cancel", """{"filter":"name:mine"}""", ("Rota-Why", "enough"));
        Assert.Equal(HttpStatusCode.Accepted, status);
        Assert.Equal($"/v1/operations/{accepted.GetProperty("id")}", answer.Headers.Location!.ToString());
        var later = api.Submit("sleep 600", name: "mine");
        var done = Over(answer.Headers.Location.ToString());
        Assert.Equal((3, 3, 0, 0, "state", "enough"), (N(done, "matched"), N(done, "done"), N(done, "skipped"), N(done, "failed"), done.GetProperty("by").GetString(), done.GetProperty("why").GetString()));
        for (var job = 1; job <= 3; job++)
        {
            Assert.Equal("cancelled", api.Ended(job).GetProperty("state").GetString());
        }

        Assert.Equal(JsonValueKind.Null, Job(other).GetProperty("ended").ValueKind);
        Assert.Equal(JsonValueKind.Null, Job(later).GetProperty("ended").ValueKind);
        Assert.Contains("jobs.cancel", rota.Run("operations", "ls").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("operations", "show", "1").Exits(0);
        rota.Run("operations", "show", "9").Exits(2);
    }

    [Fact]
    public void All_jobs_that_a_filter_means_are_held_and_released_with_what_is_held_of_their_tasks()
    {
        var (mine, second, other) = (api.Submit("sleep 600", 5, "mine"), api.Submit("sleep 600", 5, "mine"), api.Submit("sleep 600", 5, "other"));
        Over(Accept("/v1/tasks:hold", $$"""{"jobs":["{{second}}"]}"""));
        Until.True(() => Held(second) == 5, "its tasks are held");
        var held = Over(Accept("/v1/jobs:hold", """{"filter":"name:mine"}"""));
        Assert.Equal((2, 2, 0), (N(held, "matched"), N(held, "done"), N(held, "skipped")));
        Assert.Equal(("paused", "paused"), (Job(mine).GetProperty("state").GetString(), Job(second).GetProperty("state").GetString()));
        Assert.NotEqual("paused", Job(other).GetProperty("state").GetString());
        var released = Over(Accept("/v1/jobs:release", """{"filter":"name:mine state:paused"}"""));
        Assert.Equal((2, 2, 0), (N(released, "matched"), N(released, "done"), N(released, "skipped")));
        Assert.Equal(0, Held(second));
        Assert.NotEqual("paused", Job(second).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, api.Ask("POST", "/v1/jobs:hold", """{"filter":""}""").Status);
    }

    [Fact]
    public void Tasks_that_a_filter_means_run_again_and_those_that_ended_otherwise_do_not()
    {
        var job = api.Submit($"test ${{task.index}} -le 40 || test -e {rota.At("mended")}", tasks: 60);
        api.Ended(job);
        rota.Write("mended", "");
        var done = Over(Accept("/v1/tasks:rerun", $$"""{"jobs":["{{job}}"],"filter":"state:failed"}"""));
        Assert.Equal((20, 20, 0), (N(done, "matched"), N(done, "done"), N(done, "skipped")));
        Assert.Equal("succeeded", api.Ended(job).GetProperty("state").GetString());
        Assert.Equal(80, rota.AttemptsOf(job).Length);
        var none = Over(Accept("/v1/tasks:rerun", $$"""{"jobs":["{{job}}"],"filter":"state:failed"}"""));
        Assert.Equal(0, N(none, "matched"));
    }

    [Fact]
    public void Waiting_tasks_are_held_and_released()
    {
        var job = api.Submit("sleep 600", tasks: 1000);
        Until.True(() => Job(job).GetProperty("state").GetString() == "running", "it runs");
        var held = Over(Accept("/v1/tasks:hold", $$"""{"jobs":["{{job}}"],"filter":"index:>500"}"""));
        Assert.Equal((500, 500, 0), (N(held, "matched"), N(held, "done"), N(held, "skipped")));
        Assert.Equal(500, Held(job));
        var released = Over(Accept("/v1/tasks:release", $$"""{"jobs":["{{job}}"],"filter":"index:>900"}"""));
        Assert.Equal(100, N(released, "done"));
        Assert.Equal(400, Held(job));
    }

    [Fact]
    public void A_daemon_that_is_killed_goes_on_where_it_was_and_each_is_done_once()
    {
        for (var count = 0; count < 450; count++)
        {
            api.Submit("sleep 600", name: "many");
        }

        var operation = Accept("/v1/jobs:cancel", """{"filter":"name:many"}""");
        Processes.Signal(api.Pid, 9);
        Until.True(() => !Processes.Lives(api.Pid), "it is gone");
        api.Up("-j", "1");
        var done = Over(operation);
        Assert.Equal((450, 450), (N(done, "matched"), N(done, "done") + N(done, "skipped")));
        Until.True(() => api.Ask("GET", "/v1/jobs?filter=name:many%20state:queued,running,paused").Body.GetProperty("jobs").GetArrayLength() == 0, "all have ended");
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void One_that_is_over_is_stopped_in_vain_and_stays_as_it_is()
    {
        var operation = Accept("/v1/jobs:pause", """{"filter":"name:nothing"}""");
        Over(operation);
        var (status, body, _) = api.Ask("POST", $"{operation}:cancel");
        Assert.Equal((HttpStatusCode.OK, "done"), (status, body.GetProperty("state").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, api.Ask("POST", "/v1/operations/99:cancel").Status);
    }

    [Theory]
    [InlineData("/v1/jobs:cancel", """{"filter":""}""")]
    [InlineData("/v1/jobs:cancel?plan=true", """{"filter":"state:queued"}""")]
    [InlineData("/v1/jobs:cancel", """{"filter":"stat:failed"}""")]
    [InlineData("/v1/jobs:cancel", """{"filter":"state:queued","jobs":["1"]}""")]
    [InlineData("/v1/jobs:set", """{"filter":"state:queued","priority":3}""")]
    [InlineData("/v1/jobs:seal", """{"filter":"state:queued"}""")]
    [InlineData("/v1/tasks:rerun", """{"filter":"state:failed"}""")]
    [InlineData("/v1/tasks:rerun", """{"jobs":["1"],"filter":"stat:failed"}""")]
    public void What_is_asked_of_many_in_a_wrong_way_is_refused_and_nothing_is_accepted(string path, string body)
    {
        api.Submit("sleep 600");
        Assert.Equal(HttpStatusCode.BadRequest, api.Ask("POST", path, body).Status);
        Assert.Equal(0, api.Ask("GET", "/v1/operations").Body.GetProperty("operations").GetArrayLength());
    }

    public void Dispose()
    {
        api.Ask("POST", "/v1/jobs:cancel", """{"filter":"state:queued,running,paused"}""");
        api.Dispose();
        rota.Dispose();
    }

    private static long N(JsonElement operation, string name) => operation.GetProperty(name).GetInt64();

    private string Accept(string path, string body)
    {
        var (status, answered, answer) = api.Ask("POST", path, body);
        Assert.True(status == HttpStatusCode.Accepted, $"{status} {answered}");
        return answer.Headers.Location!.ToString();
    }

    private JsonElement Over(string operation)
    {
        JsonElement body = default;
        Until.True(() => (body = api.Ask("GET", operation).Body).GetProperty("state").GetString() != "running", "it is over");
        return body;
    }

    private JsonElement Job(long job) => api.Ask("GET", $"/v1/jobs/{job}").Body.GetProperty("job");

    private long Held(long job) => api.Ask("GET", $"/v1/jobs/{job}").Body.GetProperty("tasks")[0].TryGetProperty("held", out var held) ? held.GetInt64() : 0;
}
