using Rota.App.Jobs;
using Rota.App.Problems;
using Rota.App.Queues;
using Rota.App.Steering;
using Rota.Client;
using Rota.Client.Addresses;
using Rota.Core.Model;
using Rota.Store.Turns;

namespace Rota.Web.Tests.Client;

/// <summary>The typed client against a server.</summary>
public sealed class ClientTests : IDisposable
{
    private readonly ServedState state = new();

    private static CancellationToken Left => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_asks_by_the_socket_and_by_the_address_alike()
    {
        var job = await state.Submit("one", tasks: 3);
        foreach (var address in (ServerAddress[])[ServerAddress.OfSocket(state.Socket), ServerAddress.Parse(state.Url.ToString())])
        {
            using var rota = Of(address);
            var status = await rota.Jobs.StatusAsync("one", Left);
            Assert.Equal((job, JobState.Queued, 3L), (status.Job.Id, status.Job.State, status.Job.Total));
            Assert.Equal(["a"], status.Tasks.Select(entry => entry.Task));
            var tasks = await rota.Jobs.TasksAsync(new TaskListRequest("one", null), Left);
            Assert.Equal([$"{job}.a.1", $"{job}.a.2", $"{job}.a.3"], tasks.Tasks.Select(task => task.Address));
        }
    }

    [Fact]
    public async Task Pages_follow_each_other_by_their_tokens()
    {
        for (var job = 0; job < 5; job++)
        {
            await state.Submit($"job{job}");
        }

        using var rota = Of(ServerAddress.OfSocket(state.Socket));
        var (names, request) = (new List<string>(), new JobListRequest(2, new Dictionary<string, string>()));
        for (JobList? page = null; page is null || page.Next is not null;)
        {
            page = await rota.Jobs.ListAsync(request with { Page = request.Page with { After = page?.Next } }, Left);
            names.AddRange(page.Jobs.Select(job => job.Name));
        }

        Assert.Equal(["job4", "job3", "job2", "job1", "job0"], names);
    }

    [Fact]
    public async Task A_refusal_is_the_problem_of_the_catalogue()
    {
        using var rota = Of(ServerAddress.OfSocket(state.Socket));
        var refused = await Assert.ThrowsAsync<ProblemException>(() => rota.Jobs.StatusAsync("77", Left));
        Assert.Same(ProblemCodes.NoSuchJob, refused.Problem.Code);
        Assert.Equal(("there is no job 77", "try: rota ls"), (refused.Problem.Detail, Assert.Single(refused.Problem.Tries)));
    }

    [Fact]
    public async Task Jobs_that_cannot_be_asked_are_refused_one_by_one_with_what_to_try()
    {
        using var rota = Of(ServerAddress.OfSocket(state.Socket));
        var answer = await rota.Steering.AskAsync(new JobsRequest(["77"], new Request.Pause()), isPlan: true, Left);
        Assert.Equal(["try: rota ls"], Assert.Single(answer.Refused!).Tries);
    }

    [Fact]
    public async Task A_version_that_is_gone_refuses_a_change()
    {
        using var rota = Of(ServerAddress.OfSocket(state.Socket));
        await rota.Queues.ChangeAsync(new QueueChange.Limit("gpu", 3), version: null, Left);
        var seen = await rota.Queues.FindAsync("gpu", Left);
        await rota.Queues.ChangeAsync(new QueueChange.Limit("gpu", 4), seen.Version, Left);
        var refused = await Assert.ThrowsAsync<ProblemException>(
            () => rota.Queues.ChangeAsync(new QueueChange.Limit("gpu", 5), seen.Version, Left));
        Assert.Same(RequestProblems.Changed, refused.Problem.Code);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://elsewhere.example/\r\nContent-Length: 0\r\n\r\n", "leads elsewhere")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "does not answer as Rota does")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "does not answer as Rota does")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7D0\r\n", "larger than 1,000 bytes")]
    public async Task What_is_no_server_of_Rota_is_told_as_that(string answer, string why)
    {
        using var other = new Other(answer + (answer.Contains("7D0", StringComparison.Ordinal) ? new string('x', 2000) + "\r\n" : ""));
        using var rota = new RotaClient(ServerAddress.Parse(other.Url), new ClientOptions { Token = "t", AnswerMax = 1_000 });
        var refused = await Assert.ThrowsAsync<ProblemException>(() => rota.Jobs.StatusAsync("1", Left));
        Assert.Same(ClientProblems.BadAnswer, refused.Problem.Code);
        Assert.Contains(why, refused.Problem.Detail, StringComparison.Ordinal);
        Assert.Equal(1, other.Asked);
    }

    [Theory]
    [InlineData("HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("")]
    public async Task A_look_is_asked_again_and_a_change_without_a_key_is_not(string answer)
    {
        using var other = new Other(answer);
        using var rota = new RotaClient(ServerAddress.Parse(other.Url), new ClientOptions { Token = "t", TriesMax = 3 });
        await Assert.ThrowsAsync<ProblemException>(() => rota.Jobs.StatusAsync("1", Left));

        // Of a line that breaks the layer below makes more of each try.
        var looks = other.Asked;
        Assert.True(looks >= 3, $"{looks} looks");
        await Assert.ThrowsAsync<ProblemException>(
            () => rota.Steering.AskAsync(new JobsRequest(["1"], new Request.Pause()), isPlan: false, Left));
        Assert.InRange(other.Asked, looks, looks + 1);
    }

    [Fact]
    public async Task Events_go_on_behind_the_last_one_and_say_where_some_are_missing()
    {
        const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nretry: 2000\nid: 3\n\n";
        using var other = new Other(
            Head + "id: 5\nevent: task\ndata: {\"a\":1}\n\nid: 9\nevent: ta",
            "",
            Head + ": hb\n\nid: 12\nevent: reset\ndata: {}\n\nid: 13\nevent: job\ndata: {}\n\n",
            "HTTP/1.1 204 No Content\r\n\r\n");
        using var rota = new RotaClient(ServerAddress.Parse(other.Url), new ClientOptions { Token = "t" });
        var seen = new List<string>();
        await foreach (var one in rota.Events.OfJobAsync("1", after: 3, Left))
        {
            seen.Add($"{one.Number} {one.Kind}");
        }

        Assert.Equal(["5 task", "12 reset", "13 job"], seen);
        Assert.Equal(["3", "5", "5", "13"], other.Heads.Select(head => head.Split("Last-Event-ID: ")[1].Split("\r\n")[0]));
        Assert.All(other.Heads, head => Assert.Contains("Authorization: Bearer t", head, StringComparison.Ordinal));
    }

    public void Dispose() => state.Dispose();

    private RotaClient Of(ServerAddress address) => new(address, new ClientOptions { Token = state.Token });
}
