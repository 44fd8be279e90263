using System.Net;
using System.Net.Sockets;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Api;

/// <summary>Many who dawdle and many who follow take nothing from who asks, and each who follows hears all.</summary>
public sealed class CrowdTests : IDisposable
{
    private const int Tasks = 400;
    private readonly RotaState rota = new();
    private readonly List<Socket> slow = [];

    [Fact]
    public async Task A_request_with_a_token_is_answered_while_a_crowd_dawdles_and_follows_what_runs()
    {
        using var api = new Daemon(rota, "--runners", "2", "-j", "2");
        var job = api.Submit($"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done", Tasks);
        await Dawdle(api, 200);
        var followers = Enumerable.Range(0, 100).Select(_ => Follow(api, job)).ToArray();
        rota.Write("go", "");
        var answers = 0;
        while (!followers.All(one => one.IsCompleted))
        {
            Assert.Equal(HttpStatusCode.OK, api.Ask("GET", "/healthz").Status);
            Assert.Equal(HttpStatusCode.OK, api.Ask("GET", "/v1/slots").Status);
            Assert.Equal(HttpStatusCode.OK, api.Ask("GET", $"/v1/jobs/{job}/tasks?page_size=10").Status);
            answers++;
        }

        Assert.True(answers > 0);
        var all = await Task.WhenAll(followers);
        Assert.All(all, events => Assert.Equal(all[0], events));
        Assert.Equal(Tasks, all[0].Count(line => line.Contains("\"state\":\"succeeded\"", StringComparison.Ordinal) && line.Contains("\"event\":\"task\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task All_who_wait_for_the_end_of_a_job_hear_it_at_once()
    {
        using var api = new Daemon(rota);
        var job = api.Submit($"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done");
        var waits = Enumerable.Range(0, 40).Select(_ => Task.Run(() => api.Ended(job))).ToArray();
        Assert.Equal(HttpStatusCode.OK, api.Ask("GET", "/v1/jobs").Status);
        Assert.DoesNotContain(waits, wait => wait.IsCompleted);
        rota.Write("go", "");
        Assert.All(await Task.WhenAll(waits), ended => Assert.Equal("succeeded", ended.GetProperty("state").GetString()));
    }

    public void Dispose()
    {
        slow.ForEach(socket => socket.Dispose());
        rota.Dispose();
    }

    /// <summary>The events of a job from its first on, each with its number, to the end.</summary>
    private static Task<List<string>> Follow(Daemon api, long job) =>
        Task.Run(async () =>
        {
            var lines = new List<string>();
            using var events = api.Follow($"/v1/jobs/{job}/events?after=0");
            while (await events.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    lines.Add(line);
                }
            }

            return lines;
        });

    private async Task Dawdle(Daemon api, int count)
    {
        while (slow.Count < count)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            slow.Add(socket);
            await socket.ConnectAsync(IPAddress.Loopback, api.Url.Port, TestContext.Current.CancellationToken);
            await socket.SendAsync("POST /v1/jobs HTTP/1.1\r\nHost: loc"u8.ToArray(), TestContext.Current.CancellationToken);
        }
    }
}
