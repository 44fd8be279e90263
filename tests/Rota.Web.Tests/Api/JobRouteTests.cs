using System.Net;
using System.Text;
using Rota.App.Jobs;
using Rota.App.Views;

namespace Rota.Web.Tests.Api;

/// <summary>Jobs over HTTP.</summary>
public sealed class JobRouteTests : IDisposable
{
    private readonly ServedState state = new();

    [Fact]
    public async Task A_job_is_the_same_over_HTTP_as_on_the_command_line()
    {
        var id = await state.Submit(tasks: 3);
        var (_, body, _) = await state.Ask("GET", $"/v1/jobs/{id}");
        Assert.Equal(Json.Line(JobCases.Status(state.Site, $"{id}"), JobJson.Default.JobStatus), body.GetRawText());
    }

    [Fact]
    public async Task Pages_go_on_where_the_one_before_ended_and_hold_each_job_once()
    {
        var submitted = new List<long>();
        for (var count = 0; count < 7; count++)
        {
            submitted.Add(await state.Submit($"job-{count}"));
        }

        var seen = new List<long>();
        string? token = null;
        do
        {
            var (status, body, _) = await state.Ask("GET", $"/v1/jobs?page_size=3{(token is null ? "" : $"&page_token={token}")}");
            Assert.Equal(HttpStatusCode.OK, status);
            seen.AddRange(body.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("id").GetInt64()));
            token = body.GetProperty("next").GetString();
        }
        while (token is not null);
        submitted.Reverse();
        Assert.Equal(submitted, seen);
    }

    [Theory]
    [InlineData("page_size=0")]
    [InlineData("page_size=1001")]
    [InlineData("page_size=x")]
    [InlineData("page_size=1&page_size=2")]
    [InlineData("page_token=nonsense")]
    [InlineData("filter=stat:failed")]
    [InlineData("fliter=state:failed")]
    [InlineData("tag=x")]
    public async Task What_a_list_is_asked_for_in_a_wrong_way_is_refused_with_what_to_do(string query)
    {
        var (status, body, _) = await state.Ask("GET", $"/v1/jobs?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(400, body.GetProperty("status").GetInt32());
        Assert.Matches("^(usage|bad-filter)$", body.GetProperty("code").GetString());
        Assert.NotEmpty(body.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task A_key_is_one_job_however_often_it_is_sent()
    {
        const string File = "name: once\ntasks:\n- id: a\n  command: echo hi\n";
        var first = await state.Ask("POST", "/v1/jobs", File, ("Idempotency-Key", "k"));
        var again = await state.Ask("POST", "/v1/jobs", File, ("Idempotency-Key", "k"));
        var other = await state.Ask("POST", "/v1/jobs", File.Replace("hi", "ho"), ("Idempotency-Key", "k"));
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Conflict), (first.Status, again.Status, other.Status));
        Assert.Equal(first.Body.GetProperty("id").GetInt64(), again.Body.GetProperty("id").GetInt64());
        Assert.Equal(["true"], again.Answer.Headers.GetValues("Idempotent-Replayed"));
        Assert.Equal("/v1/jobs/1", first.Answer.Headers.Location!.ToString());
        Assert.Single((await state.Ask("GET", "/v1/jobs")).Body.GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task A_mistake_in_a_job_file_has_its_line_and_column()
    {
        var (status, body, _) = await state.Ask("POST", "/v1/jobs", "name: x\ntasks:\n- id: a\n  comand: echo\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var mistake = body.GetProperty("errors").EnumerateArray().Single(one => one.GetProperty("message").GetString()!.Contains("comand"));
        Assert.Equal((4, 3), (mistake.GetProperty("line").GetInt32(), mistake.GetProperty("column").GetInt32()));
        Assert.Empty((await state.Ask("GET", "/v1/jobs")).Body.GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task Parameters_directory_and_environment_are_those_of_the_request()
    {
        var (status, _, _) = await state.Ask("POST", "/v1/jobs", """
            {"file":"name: x\nparams: {who: nobody}\ntasks:\n- id: a\n  command: echo ${params.who}\n",
             "params":{"who":"anna"},"directory":"/usr","environment":{"COLOUR":"blue"}}
            """);
        Assert.Equal(HttpStatusCode.Created, status);
        using var home = state.Site.Open().Read();
        var job = home.Spec(new(1))!;
        Assert.Equal("anna", job.Params["who"]);
        Assert.Equal("/usr", job.Directory);
    }

    /// <summary>The file says so, or the request does; neither takes back what the other says.</summary>
    [Theory]
    [InlineData("open: true\\n", "false", true)]
    [InlineData("open: true\\n", "true", true)]
    [InlineData("", "true", true)]
    [InlineData("open: false\\n", "true", true)]
    [InlineData("", "false", false)]
    public async Task A_job_takes_more_tasks_where_its_file_or_the_request_says_so(string key, string open, bool isOpen)
    {
        var file = $"name: x\\n{key}tasks:\\n- id: a\\n  each_line: /etc/passwd\\n  command: echo {{}}\\n";
        var (status, _, _) = await state.Ask("POST", "/v1/jobs", $$"""{"file":"{{file}}","open":{{open}}}""");
        Assert.Equal(HttpStatusCode.Created, status);
        using var home = state.Site.Open().Read();
        Assert.Equal(isOpen, home.Job(new(1))!.IsOpen);
    }

    [Theory]
    [InlineData("""{"file":"tasks: []","colour":1}""", 400)]
    [InlineData("""{"file":7}""", 400)]
    [InlineData("""{"file":""", 400)]
    [InlineData("""{"file":"name: x\ntasks:\n- id: a\n  command: x\n","directory":"relative"}""", 400)]
    [InlineData("""{"file":"name: x\ntasks:\n- id: a\n  command: x\n","directory":"/nowhere/at/all"}""", 400)]
    [InlineData("""{"file":"name: x\ntasks:\n- id: a\n  each_line: /dev/zero\n  command: x {}\n"}""", 422)]
    [InlineData("{}", 422)]
    public async Task A_body_that_says_something_else_is_refused_and_nothing_is_submitted(string body, int status)
    {
        var (answered, problem, _) = await state.Ask("POST", "/v1/jobs", body);
        Assert.Equal(status, (int)answered);
        Assert.NotNull(problem.GetProperty("code").GetString());
        Assert.Empty((await state.Ask("GET", "/v1/jobs")).Body.GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_by_its_type_is_not_read_as_JSON()
    {
        using var content = new StringContent("<job/>", Encoding.UTF8, "application/xml");
        var answer = await state.Client.PostAsync("/v1/jobs", content, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task Nothing_new_is_not_sent_again()
    {
        await state.Submit();
        var tag = (await state.Ask("GET", "/v1/jobs")).Answer.Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.NotModified, (await state.Ask("GET", "/v1/jobs", null, ("If-None-Match", tag))).Status);
        await state.Submit();
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("GET", "/v1/jobs", null, ("If-None-Match", tag))).Status);
    }

    [Fact]
    public async Task Waiting_for_an_end_answers_with_how_it_stands_when_it_was_long_enough()
    {
        await state.Submit();
        var (status, body, _) = await state.Ask("GET", "/v1/jobs/1?wait_for=ended", null, ("Prefer", "respond-async, wait=1"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("queued", body.GetProperty("job").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Who_has_seen_a_job_waits_as_long_as_it_stands_like_that()
    {
        await state.Submit();
        var tag = (await state.Ask("GET", "/v1/jobs/1")).Answer.Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.NotModified, (await state.Ask("GET", "/v1/jobs/1", null, ("If-None-Match", tag), ("Prefer", "wait=1"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("GET", "/v1/jobs/1", null, ("If-None-Match", "\"other\""), ("Prefer", "wait=300"))).Status);
    }

    [Fact]
    public async Task Who_is_not_there_is_no_such_job_in_every_route()
    {
        foreach (var path in (string[])["/v1/jobs/9", "/v1/jobs/9/tasks", "/v1/jobs/9/events", "/v1/jobs/9/efficiency", "/v1/tasks/9/logs", "/v1/tasks/9.a/explanation"])
        {
            var (status, body, _) = await state.Ask("GET", path);
            Assert.Equal((HttpStatusCode.NotFound, "no-such-job"), (status, body.GetProperty("code").GetString()));
        }
    }

    public void Dispose() => state.Dispose();
}
