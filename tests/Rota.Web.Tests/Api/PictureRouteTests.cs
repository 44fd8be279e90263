using System.Net;
using System.Text.Json;
using Rota.App.Course;
using Rota.App.Reporting;

namespace Rota.Web.Tests.Api;

/// <summary>What pictures of a job, and of the state in time, are made of.</summary>
public sealed class PictureRouteTests : IDisposable
{
    private readonly ServedState state = new();

    [Fact]
    public async Task Of_a_job_that_has_not_begun_there_is_nothing_to_draw()
    {
        await state.Submit(tasks: 5);
        Assert.Equal(0, (await state.Ask("GET", "/v1/jobs/1/durations")).Body.GetProperty("bins").GetArrayLength());
        var (_, timeline, _) = await state.Ask("GET", "/v1/jobs/1/timeline");
        Assert.Equal((0, 0), (timeline.GetProperty("attempts").GetInt32(), timeline.GetProperty("nodes").GetArrayLength()));
        Assert.Equal(0, (await state.Ask("GET", "/v1/jobs/1/graph")).Body.GetProperty("boxes").GetArrayLength());
    }

    [Fact]
    public async Task The_boxes_of_a_graph_stand_on_levels_with_their_tasks_by_state()
    {
        await state.Ask("POST", "/v1/jobs", "name: j\ntasks:\n- id: a\n  array: 1-3\n  command: x\n- id: b\n  needs: [a]\n  command: y\n");
        var (_, graph, _) = await state.Ask("GET", "/v1/jobs/1/graph");
        Assert.Equal([("a", 0, 3), ("b", 1, 1)], graph.GetProperty("boxes").EnumerateArray().Select(box =>
            (box.GetProperty("name").GetString()!, box.GetProperty("level").GetInt32(), box.GetProperty("tasks").GetInt32())));
        Assert.Equal((0, 1), (graph.GetProperty("edges")[0].GetProperty("from").GetInt32(), graph.GetProperty("edges")[0].GetProperty("to").GetInt32()));
    }

    [Theory]
    [InlineData("from=yesterday")]
    [InlineData("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z")]
    public async Task A_span_of_time_that_is_none_is_refused(string query)
    {
        await state.Submit();
        Assert.Equal(HttpStatusCode.BadRequest, (await state.Ask("GET", $"/v1/jobs/1/timeline?{query}")).Status);
    }

    [Fact]
    public async Task Who_has_seen_a_picture_is_told_so_until_something_of_the_partition_changes()
    {
        await state.Submit();
        var tag = (await state.Ask("GET", "/v1/jobs/1/durations")).Answer.Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.NotModified, (await state.Ask("GET", "/v1/jobs/1/durations", null, ("If-None-Match", tag))).Status);
    }

    [Fact]
    public async Task One_task_has_its_command_its_job_and_those_beside_it()
    {
        await state.Submit("j", tasks: 3);
        var (_, task, _) = await state.Ask("GET", "/v1/tasks/1.a.2");
        Assert.Equal(("1.a.2", "echo hi", "j"), (task.GetProperty("address").GetString(), task.GetProperty("command").GetString(), task.GetProperty("job").GetProperty("name").GetString()));
        Assert.Equal(("1.a.1", "1.a.3"), (task.GetProperty("neighbours").GetProperty("before").GetString(), task.GetProperty("neighbours").GetProperty("after").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await state.Ask("GET", "/v1/tasks/1.a")).Status);
    }

    [Fact]
    public async Task The_course_of_a_state_counts_what_waits()
    {
        await state.Submit(tasks: 7);
        var course = await Course();
        for (var tries = 0; tries < 600 && course.GetProperty("now").GetProperty("waiting").GetInt64() != 7; tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            course = await Course();
        }

        Assert.Equal(7, course.GetProperty("now").GetProperty("waiting").GetInt64());
        Assert.Equal("1.a", course.GetProperty("oldest_waiting").GetProperty("task").GetString());

        async Task<JsonElement> Course() => (await state.Ask("GET", "/v1/course")).Body;
    }

    [Fact]
    public void A_minute_has_all_that_ended_in_it_and_no_more_than_a_day_is_kept()
    {
        var ring = new MinuteRing();
        Assert.Empty(ring.Newest(9));
        ring.Take(100, new MinuteLevels(5, 1, 2, 1));
        ring.Take(100, new MinuteLevels(4, 2, 3, 0));
        ring.Take(103, new MinuteLevels(1, 0, 7, 0));
        ring.Take(102, new MinuteLevels(1, 1, 1, 1));
        Assert.Equal([new(4, 2, 5, 1), new(4, 2, 0, 0), new(4, 2, 0, 0), new(1, 1, 8, 1)], ring.Newest(9));
        ring.Take(103 + (10 * MinuteRing.Kept), new MinuteLevels(9, 9, 9, 9));
        Assert.Equal(MinuteRing.Kept, ring.Newest(int.MaxValue).Count);
        Assert.Equal(new MinuteLevels(9, 9, 9, 9), ring.Newest(1)[0]);
    }

    [Fact]
    public void Bins_of_time_hold_as_much_as_ran()
    {
        var bins = new RunningBins(4);
        bins.Add(0.5, 2.25);
        bins.Add(3, 4);
        Assert.Equal([0.5, 1, 0.25, 1], bins.Means());
    }

    [Fact]
    public void Lanes_are_as_few_as_run_at_once()
    {
        var lanes = new Lanes();
        Assert.Equal([0, 1, 0, 2], new[] { (0.0, 5.0), (1, 9), (5, 6), (5.5, 7) }.Select(one => lanes.Add(one.Item1, one.Item2)));
        Assert.Equal(3, lanes.Count);
    }

    public void Dispose() => state.Dispose();
}
