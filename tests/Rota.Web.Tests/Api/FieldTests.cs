using System.Net;
using System.Text.Json;

namespace Rota.Web.Tests.Api;

/// <summary><c>fields=</c>: an answer has the members that were asked for, and what says how to read on.</summary>
public sealed class FieldTests : IDisposable
{
    private readonly ServedState served = new();

    [Theory]
    [InlineData("/v1/jobs?fields=jobs.id", "jobs,version,next,complete", "jobs/id")]
    [InlineData("/v1/jobs?fields=jobs.id,jobs.states.ready", "jobs,version,next,complete", "jobs/id,states")]
    [InlineData("/v1/jobs?fields=jobs.id,%20jobs.name&page_size=1", "jobs,version,next,complete", "jobs/id,name")]
    [InlineData("/v1/jobs/1?fields=job.id", "job,version", "job/id")]
    [InlineData("/v1/jobs/1/tasks?fields=tasks.task,tasks.state", "tasks,version,next,complete", "tasks/task,state")]
    public async Task Who_names_members_gets_those(string path, string whole, string part)
    {
        await Submit(2);
        var (status, body, _) = await served.Ask("GET", path);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Subset(whole.Split(',').ToHashSet(), Names(body).ToHashSet());
        Assert.Equal(1, body.GetProperty("version").GetInt32());
        var (member, names) = (part.Split('/')[0], part.Split('/')[1].Split(','));
        var rows = body.GetProperty(member) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : new[] { body.GetProperty(member) };
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(names.Order(), Names(row).Order()));
    }

    [Fact]
    public async Task What_is_left_out_changes_nothing_else()
    {
        await Submit(3);
        var (_, all, _) = await served.Ask("GET", "/v1/jobs?page_size=2");
        var (_, some, _) = await served.Ask("GET", "/v1/jobs?page_size=2&fields=jobs");
        Assert.Equal(all.GetProperty("jobs").GetRawText(), some.GetProperty("jobs").GetRawText());
        Assert.Equal(all.GetProperty("next").GetString(), some.GetProperty("next").GetString());
        var (_, both, _) = await served.Ask("GET", "/v1/jobs?page_size=2&fields=jobs,jobs.id");
        Assert.Equal(some.GetRawText(), both.GetRawText());
    }

    [Theory]
    [InlineData("/v1/jobs?fields=jobs.nmae", "name")]
    [InlineData("/v1/jobs?fields=", "fields=NAME")]
    [InlineData("/v1/jobs?fields=jobs.id.more", "more")]
    [InlineData("/v1/slots?fields=runner", "runners")]
    public async Task A_member_that_is_not_there_is_refused_with_what_is(string path, string said)
    {
        var (status, body, _) = await served.Ask("GET", path);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(said, body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_the_same_members_already_gets_nothing()
    {
        await Submit(1);
        var (_, _, first) = await served.Ask("GET", "/v1/jobs?fields=jobs.id");
        var (status, _, _) = await served.Ask("GET", "/v1/jobs?fields=jobs.id", null, ("If-None-Match", first.Headers.ETag!.Tag));
        Assert.Equal(HttpStatusCode.NotModified, status);
    }

    public void Dispose() => served.Dispose();

    private static string[] Names(JsonElement of) => [.. of.EnumerateObject().Select(member => member.Name)];

    private async Task Submit(int jobs)
    {
        for (var count = 0; count < jobs; count++)
        {
            Assert.Equal(HttpStatusCode.Created, (await served.Ask("POST", "/v1/jobs", "tasks:\n- command: \"true\"\n")).Status);
        }
    }
}
