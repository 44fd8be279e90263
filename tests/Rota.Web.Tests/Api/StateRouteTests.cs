using System.Net;
using System.IO.Compression;
using Rota.App.Pictures;
using Rota.Core.Model;

namespace Rota.Web.Tests.Api;

/// <summary>All tasks of a job, a byte each.</summary>
public sealed class StateRouteTests : IDisposable
{
    private readonly ServedState state = new();

    [Fact]
    public async Task Every_task_is_a_byte_and_those_that_wait_are_ready_or_blocked()
    {
        var (_, job, _) = await state.Ask("POST", "/v1/jobs", "name: j\ntasks:\n- id: a\n  array: 1-3\n  command: x\n- id: b\n  needs: [a]\n  command: y\n");
        Assert.Equal([1, 1, 1, 0], await Bytes($"/v1/jobs/{job.GetProperty("id")}/states"));
    }

    [Theory]
    [InlineData("duration")]
    [InlineData("attempt")]
    [InlineData("exit")]
    public async Task What_has_not_ended_has_no_other_colour(string by)
    {
        await state.Submit(tasks: 3);
        Assert.Equal([0, 0, 0], await Bytes($"/v1/jobs/1/states?by={by}"));
    }

    [Fact]
    public async Task A_million_tasks_that_nobody_touched_are_small_on_the_wire()
    {
        var id = await state.Submit(tasks: 1_000_000);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/jobs/{id}/states");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br;q=0.5, gzip");
        var answer = await state.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var packed = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.InRange(packed.Length, 1, 30_000);
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var whole = new MemoryStream();
        gzip.CopyTo(whole);
        Assert.Equal(1_000_000, whole.Length);
        Assert.All(whole.ToArray().Distinct(), one => Assert.Equal((byte)TaskState.Ready, one));
    }

    [Fact]
    public async Task Who_has_seen_it_is_told_so_and_a_position_leads_to_what_came_after()
    {
        await state.Submit(tasks: 3);
        var (_, _, seen) = await state.Ask("GET", "/v1/jobs/1/states");
        Assert.Equal(HttpStatusCode.NotModified, (await state.Ask("GET", "/v1/jobs/1/states", null, ("If-None-Match", seen.Headers.ETag!.Tag))).Status);
        Assert.Equal(HttpStatusCode.OK, (await state.Ask("GET", "/v1/jobs/1/states?by=exit", null, ("If-None-Match", seen.Headers.ETag!.Tag))).Status);
        var (_, changes, _) = await state.Ask("GET", $"/v1/jobs/1/states/changes?after={seen.Headers.GetValues("Position").Single()}");
        Assert.False(changes.GetProperty("reset").GetBoolean());
        Assert.Equal("[[0,3,1]]", changes.GetProperty("runs").GetRawText());
        Assert.Equal(3, changes.GetProperty("states").GetProperty("ready").GetInt64());
    }

    [Theory]
    [InlineData("/v1/jobs/1/states?by=colour")]
    [InlineData("/v1/jobs/1/states/changes")]
    [InlineData("/v1/jobs/1/states/changes?after=x")]
    [InlineData("/v1/jobs/1/states/changes?after=-1")]
    public async Task What_is_asked_in_a_wrong_way_is_refused(string path)
    {
        await state.Submit();
        Assert.Equal(HttpStatusCode.BadRequest, (await state.Ask("GET", path)).Status);
    }

    [Fact]
    public async Task A_position_that_nobody_gave_says_to_look_at_all_again()
    {
        await state.Submit();
        var (_, changes, _) = await state.Ask("GET", "/v1/jobs/1/states/changes?after=99");
        Assert.True(changes.GetProperty("reset").GetBoolean());
    }

    [Fact]
    public void Durations_grow_by_their_logarithm_from_a_millisecond_to_weeks()
    {
        static byte Of(double seconds) => DurationByte.Of(new Instant(0), new Instant((long)(seconds * 1e6)));
        Assert.Equal([1, 1, 9, 81, 255], [Of(-1), Of(0.001), Of(0.002), Of(1.024), Of(1e8)]);
        Assert.Equal(0, DurationByte.Of(null, new Instant(9)));
    }

    public void Dispose() => state.Dispose();

    private Task<byte[]> Bytes(string path) => state.Client.GetByteArrayAsync(path, TestContext.Current.CancellationToken);
}
