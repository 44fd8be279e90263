using System.Text.Json;
using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Api;

/// <summary>Following jobs over HTTP: events without a gap or a double, and output as it grows.</summary>
public sealed class FollowTests : IDisposable
{
    private readonly RotaState rota = new();

    [Fact]
    public void Whoever_was_cut_off_goes_on_behind_the_last_event_though_the_daemon_was_killed()
    {
        using var api = new Daemon(rota, "-j", "2");
        var job = api.Submit($"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done", tasks: 6);
        var seen = new List<(long Number, string Data)>();
        using (var events = api.Follow($"/v1/jobs/{job}/events?after=0"))
        {
            Read(events, seen, until: 2);
        }

        Processes.Signal(api.Pid, 9);
        Until.True(() => !Processes.Lives(api.Pid), "it is gone");
        rota.Write("go", "");
        api.Up("-j", "2");
        using (var events = api.Follow($"/v1/jobs/{job}/events", ("Last-Event-ID", $"{seen[^1].Number}")))
        {
            Read(events, seen, until: int.MaxValue);
        }

        Assert.Equal(seen.Select(one => one.Number).Distinct().Order(), seen.Select(one => one.Number));
        var ends = seen.Select(one => JsonDocument.Parse(one.Data).RootElement)
            .Where(one => one.GetProperty("event").GetString() == "task" && one.GetProperty("state").GetString() == "succeeded")
            .Select(one => one.GetProperty("index").GetInt64())
            .ToArray();
        Assert.Equal([1, 2, 3, 4, 5, 6], ends.Order());
        Assert.Equal("succeeded", JsonDocument.Parse(seen[^1].Data).RootElement.GetProperty("state").GetString());
    }

    [Fact]
    public void There_is_nothing_to_come_back_for_when_the_job_has_ended_and_all_was_told()
    {
        using var api = new Daemon(rota);
        var job = api.Submit("true");
        api.Ended(job);
        var seen = new List<(long Number, string Data)>();
        using (var events = api.Follow($"/v1/jobs/{job}/events?after=0"))
        {
            Read(events, seen, until: int.MaxValue);
        }

        Assert.Equal(System.Net.HttpStatusCode.NoContent, api.Ask("GET", $"/v1/jobs/{job}/events?after={seen[^1].Number}").Status);
    }

    [Fact]
    public void Output_comes_as_it_is_written_byte_for_byte()
    {
        using var api = new Daemon(rota);
        var job = api.Submit($"printf 'one\\n'; while [ ! -e {rota.At("go")} ]; do sleep 0.02; done; printf 'two \\377\\n'; echo three >&2");
        Until.True(() => api.Text($"/v1/tasks/{job}/logs") == "one\n", "the first line is there");
        using var lines = api.Follow($"/v1/tasks/{job}/logs?follow=true");
        Assert.Equal("one", lines.ReadLine());
        rota.Write("go", "");
        Assert.StartsWith("two ", lines.ReadLine(), StringComparison.Ordinal);
        Assert.Equal("three", lines.ReadLine());
        Assert.Null(lines.ReadLine());
        Assert.Equal([.. "one\ntwo "u8, 0xFF, .. "\nthree\n"u8], api.Bytes($"/v1/tasks/{job}.a.1/logs"));
        Assert.Equal("three\n", api.Text($"/v1/tasks/{job}/logs?stderr=true"));
    }

    [Fact]
    public async Task Who_has_seen_a_running_job_waits_until_it_stands_otherwise()
    {
        using var api = new Daemon(rota);
        var job = api.Submit("sleep 600");
        Until.True(() => api.Ask("GET", $"/v1/jobs/{job}").Body.GetProperty("job").GetProperty("running").GetInt64() == 1, "it runs");
        var tag = api.Ask("GET", $"/v1/jobs/{job}").Answer.Headers.ETag!.Tag;
        Assert.Equal(System.Net.HttpStatusCode.NotModified, api.Ask("GET", $"/v1/jobs/{job}", null, ("If-None-Match", tag), ("Prefer", "wait=1")).Status);
        var waiting = Task.Run(() => api.Ask("GET", $"/v1/jobs/{job}", null, ("If-None-Match", tag), ("Prefer", "wait=300")));
        api.Ask("POST", $"/v1/jobs/{job}:set", """{"priority":7}""");
        Assert.Equal(7, (await waiting).Body.GetProperty("job").GetProperty("priority").GetInt32());
        api.Ask("POST", $"/v1/jobs/{job}:cancel");
        api.Ended(job);
    }

    [Fact]
    public void One_stream_tells_of_several_jobs_and_goes_on_behind_what_it_told()
    {
        using var api = new Daemon(rota, "-j", "4");
        long[] jobs = [api.Submit($"while [ ! -e {rota.At("go")} ]; do sleep 0.02; done", tasks: 3, name: "one"), api.Submit("true", tasks: 2, name: "other")];
        var path = $"/v1/events?topics=job:{jobs[0]},job:{jobs[1]}";
        var (ids, seen) = (new List<string>(), new List<string>());
        using (var events = api.Follow($"{path}&after={jobs[0]}.0-{jobs[1]}.0"))
        {
            Told(events, ids, seen, until: 3);
        }

        rota.Write("go", "");
        using (var events = api.Follow(path, ("Last-Event-ID", ids[^1])))
        {
            Told(events, ids, seen, until: int.MaxValue);
        }

        Assert.Equal(seen.Distinct(), seen);
        foreach (var (job, tasks) in jobs.Zip([3, 2]))
        {
            var own = seen.Select(one => JsonDocument.Parse(one).RootElement).Where(one => one.GetProperty("job").GetInt64() == job).ToArray();
            Assert.Equal(tasks, own.Count(one => one.GetProperty("event").GetString() == "task" && one.GetProperty("state").GetString() == "succeeded"));
            Assert.Equal("job", own[^1].GetProperty("event").GetString());
        }

        Assert.Equal(System.Net.HttpStatusCode.NoContent, api.Ask("GET", $"{path}&after={ids[^1]}").Status);
    }

    public void Dispose() => rota.Dispose();

    /// <summary>What is told of jobs, each with the place that it leads to.</summary>
    private static void Told(StreamReader events, List<string> ids, List<string> seen, int until)
    {
        var id = "";
        while (seen.Count < until && events.ReadLine() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                id = line[4..];
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && line != "data: {}")
            {
                seen.Add(line[6..]);
                ids.Add(id);
            }
        }
    }

    private static void Read(StreamReader events, List<(long, string)> seen, int until)
    {
        var number = 0L;
        while (seen.Count < until && events.ReadLine() is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal))
            {
                number = long.Parse(line[4..]);
            }
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                seen.Add((number, line[6..]));
            }
        }
    }
}
