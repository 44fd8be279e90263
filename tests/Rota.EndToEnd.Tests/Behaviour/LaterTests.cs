using Rota.EndToEnd.Tests.Harness;

namespace Rota.EndToEnd.Tests.Behaviour;

/// <summary>Jobs that start after others, or later.</summary>
public sealed class LaterTests
{
    [Fact]
    public void A_chain_of_jobs_runs_in_order_under_several_runners()
    {
        using var rota = new RotaState();
        using var up = rota.Start("up", "--runners", "3");
        Until.True(() => rota.Run("submit", "--", "sh", "-c", "echo 1 >> order").ExitCode == 0, "it is served");
        for (var job = 2; job <= 6; job++)
        {
            rota.Run("submit", "--after", $"{job - 1}", "--", "sh", "-c", $"echo {job} >> order").Exits(0);
        }

        rota.Run("wait", "6").Exits(0);
        Assert.Equal("1\n2\n3\n4\n5\n6\n", File.ReadAllText(rota.At("order")));
        rota.Run("down").Exits(0);
        rota.Run("check").Exits(0);
    }

    [Fact]
    public void A_need_that_cannot_be_met_ends_the_job_as_cancelled_and_is_told()
    {
        using var rota = new RotaState();
        rota.Run("run", "--", "false").Exits(1);
        rota.Run("run", "--after", "1", "--", "true").Exits(3);
        var status = rota.Json("status", "2").Exits(0).Json;
        Assert.Equal("cancelled", status.GetProperty("job").GetProperty("state").GetString());
        Assert.Equal("never started: job 1 failed, and had to succeed", status.GetProperty("job").GetProperty("reason").GetString());
        var after = status.GetProperty("after")[0];
        Assert.Equal("1 succeeded failed", string.Join(' ', after.GetProperty("job"), after.GetProperty("condition"), after.GetProperty("outcome")));
        Assert.Contains("never started: job 1 failed", rota.Run("explain", "2.true").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("submit", "--after", "1", "--", "true").Exits(0);
        Assert.Contains("can never start: job 1 ended as failed", rota.Run("explain", "3.true").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("run", "--after", "1:failed", "--", "true").Exits(0);
        rota.Run("run", "--after", "1:any,4", "--", "true").Exits(0);
        rota.Run("run", "--after", "99", "--", "true").Exits(2).Says("there is no job 99");
        Assert.Contains("waits for job 1: failed", rota.Run("plan", "--after", "1:failed", "--", "true").Exits(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_file_names_jobs_and_what_waits_says_for_which()
    {
        using var rota = new RotaState();
        rota.Run("submit", "--", "true").Exits(0);
        rota.Run("submit", rota.Write("job.yaml", "after: [{job: 1, condition: finished}]\ntasks: [{id: a, command: 'true'}]")).Exits(0);
        Assert.Contains("waits for job 1 to end", rota.Run("explain", "2.a").Exits(0).Out, StringComparison.Ordinal);
        using var run = rota.Start("resume", "2");
        rota.Run("resume", "1").Exits(0);
        run.Wait().Exits(0);
    }

    [Fact]
    public void A_job_file_says_when_it_starts_and_whether_it_takes_more()
    {
        using var rota = new RotaState();
        const string Tasks = "\ntasks: [{id: a, each_line: list, command: 'true'}]";
        rota.Write("list", "x\n");
        rota.Run("submit", rota.Write("at.yaml", "at: 22:00 UTC" + Tasks)).Exits(0);
        Assert.Contains("waits until 22:00 UTC", rota.Run("explain", "1.a").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("submit", rota.Write("delay.yaml", "delay: 3h" + Tasks)).Exits(0);
        Assert.Contains("in 2h59m", rota.Run("explain", "2.a").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("submit", "--delay", "1h", "at.yaml").Exits(0);
        Assert.Contains("in 59m", rota.Run("explain", "3.a").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("submit", rota.Write("open.yaml", "open: true" + Tasks)).Exits(0).Says("rota seal 4");
        rota.Write("more", "y\n");
        rota.Run("add", "4", "--each-line", "more").Exits(0).Says("1 task added, 2 in all");
        rota.Run("submit", rota.Write("closed.yaml", "open: true\ntasks: [{id: a, command: 'true'}]")).Exits(2).Says("none of its entries can grow");
        rota.Run("submit", rota.Write("both.yaml", "at: 22:00 UTC\ndelay: 1h" + Tasks)).Exits(2).Says("both.yaml:2:8", "keep one of them");
        rota.Run("submit", rota.Write("zone.yaml", "at: 22:00" + Tasks)).Exits(2).Says("does not say whose clock is meant");
        foreach (var key in (string[])["at: 22:00 UTC", "delay: 1h", "after: 1", "open: true"])
        {
            rota.Run("submit", rota.Write("night.yaml", $"name: n\nschedule: {{cron: '@daily'}}\n{key}" + Tasks)).Exits(2)
                .Says($"remove {key.Split(':')[0]}, or the schedule");
        }
    }

    [Fact]
    public void A_delay_and_a_moment_are_waited_for_and_explained()
    {
        using var rota = new RotaState();
        rota.Run("run", "--delay", "1s", "--", "true").Exits(0);
        rota.Run("submit", "--delay", "3h", "--", "true").Exits(0);
        Assert.Contains("in 2h59m", rota.Run("explain", "2.true").Exits(0).Out, StringComparison.Ordinal);
        rota.Run("submit", "--at", "tomorrow 06:00 UTC", "--", "true").Exits(0);
        Assert.Contains("waits until tomorrow 06:00 UTC (", rota.Run("explain", "3.true").Exits(0).Out, StringComparison.Ordinal);
        Assert.True(rota.Json("status", "3").Exits(0).Json.GetProperty("job").TryGetProperty("not_before", out _));
        rota.Run("run", "--at", "22:00", "--", "true").Exits(2).Says("whose clock");
        rota.Run("run", "--at", "22:00 UTC", "--delay", "1s", "--", "true").Exits(2).Says("keep one of them");
        rota.Run("submit", "--at", "22:00 UTC", rota.Write("s.yaml", "schedule: {cron: '@daily'}\ntasks: [{command: x}]")).Exits(2)
            .Says("has a schedule");
    }

    [Fact]
    public void A_queue_that_is_closed_starts_nothing_says_when_it_opens_and_goes_on_when_hours_are_taken_away()
    {
        using var rota = new RotaState();
        var now = DateTime.UtcNow;
        var closed = $"{now.AddHours(2):HH:mm}-{now.AddHours(3):HH:mm}";
        rota.Run("queue", "set", "night", "--open", closed).Exits(0);
        using var run = rota.Start("run", "--queue", "night", "--", "true");
        Until.True(() => rota.Run("explain", "1.true") is { ExitCode: 0 } said
            && said.Out.Contains($"queue night is closed now: it is open {closed} in UTC, and opens in 1h", StringComparison.Ordinal), "it says why");
        var queue = rota.Json("queue").Exits(0).Json.GetProperty("queues")[0];
        Assert.False(queue.GetProperty("open_now").GetBoolean());
        rota.Run("queue", "set", "night", "--open", "none").Exits(0);
        run.Wait().Exits(0);
        rota.Run("queue", "set", "night", "--open", "25:00-03:00").Exits(2).Says("these are no hours");
        rota.Run("queue", "set", "night", "--open", "1:00-3:00", "--timezone", "Paris").Exits(2).Says("Europe/Paris");
    }
}
